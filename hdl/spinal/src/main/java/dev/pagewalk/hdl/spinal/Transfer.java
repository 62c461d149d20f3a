package dev.pagewalk.hdl.spinal;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries constructor arguments into the woven world. Inside the woven package trees every class exists twice, once
 * plain and once woven; records and enums of those trees are rebuilt there, all other values pass as they are.
 */
final class Transfer {
    private final WeavingLoader loader;

    Transfer(WeavingLoader loader) {
        this.loader = loader;
    }

    /** The arguments as the woven classes see them. */
    Object[] all(Object[] arguments) {
        return Arrays.stream(arguments).map(this::value).toArray();
    }

    private Object value(Object plain) {
        if (plain instanceof List<?> list) {
            return list.stream().map(this::value).toList();
        }
        if (plain instanceof Set<?> set) {
            Set<Object> copy = new LinkedHashSet<>();
            set.forEach(element -> copy.add(value(element)));
            return copy;
        }
        if (plain instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(value(key), value(element)));
            return copy;
        }
        if (plain instanceof Optional<?> optional) {
            return optional.map(this::value);
        }
        if (plain == null || !loader.weaves(plain.getClass().getName())) {
            return plain;
        }
        if (plain instanceof Record r) {
            return rebuilt(r);
        }
        if (plain instanceof Enum<?> constant) {
            return constant(constant);
        }
        if (plain instanceof Class<?> type) {
            return loader.load(type.getName());
        }
        throw new IllegalArgumentException("cannot be passed to woven classes: class="
                + plain.getClass().getName() + "; inside a woven package tree only records and enums can");
    }

    private Object rebuilt(Record plain) {
        RecordComponent[] components = plain.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            RecordComponent[] woven = loader.load(plain.getClass().getName()).getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                components[i].getAccessor().setAccessible(true);
                values[i] = value(components[i].getAccessor().invoke(plain));
                types[i] = woven[i].getType();
            }
            var constructor = loader.load(plain.getClass().getName()).getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new WeavingException(
                    "cannot rebuild record: class=" + plain.getClass().getName(), e);
        }
    }

    private Object constant(Enum<?> plain) {
        Object[] woven = loader.load(plain.getDeclaringClass().getName()).getEnumConstants();
        return Arrays.stream(woven)
                .filter(c -> ((Enum<?>) c).name().equals(plain.name()))
                .findFirst()
                .orElseThrow();
    }
}
