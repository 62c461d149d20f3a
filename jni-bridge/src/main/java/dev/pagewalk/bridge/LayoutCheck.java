package dev.pagewalk.bridge;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.nativeapi.NativeText;
import dev.pagewalk.bridge.record.CycleLayout;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what both sides believe about the shared layouts, before a model exists. [catalogue F1] */
final class LayoutCheck {
    private LayoutCheck() {}

    static CycleLayout verified(ModelLibrary library) {
        CycleLayout layout = CycleLayout.of(library.ports());
        String text = NativeText.read(library.functions()::describe);
        compare(LayoutText.of(layout), text.lines().toList());
        return layout;
    }

    /** Refuses any difference, with a table of all of them. */
    static void compare(List<String> java, List<String> library) {
        if (java.equals(library)) {
            return;
        }
        Map<String, String> expected = byKey(java);
        Map<String, String> actual = byKey(library);
        Set<String> keys = new LinkedHashSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        StringBuilder table = new StringBuilder(String.format("%n%-36s | %-40s | %s", "what", "Java", "library"));
        for (String key : keys) {
            String left = expected.getOrDefault(key, "-");
            String right = actual.getOrDefault(key, "-");
            if (!left.equals(right)) {
                table.append(String.format("%n%-36s | %-40s | %s", key, left, right));
            }
        }
        throw new BridgeException(BridgeStatus.LAYOUT, "rebuild the library:" + table);
    }

    private static Map<String, String> byKey(List<String> lines) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            boolean pair = words.length < 3;
            map.put(pair ? words[0] : words[0] + ' ' + words[1], pair ? words[words.length - 1] : words[2]);
        }
        return map;
    }
}
