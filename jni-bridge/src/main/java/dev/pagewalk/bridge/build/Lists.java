package dev.pagewalk.bridge.build;

import java.util.List;
import java.util.stream.Stream;

/** Small list helpers of the build. */
final class Lists {
    private Lists() {}

    static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
