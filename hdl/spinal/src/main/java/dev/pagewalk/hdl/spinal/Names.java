package dev.pagewalk.hdl.spinal;

import spinal.core.Data;
import spinal.core.MultiData;
import spinal.idslplugin.PostInitCallback;
import spinal.idslplugin.ValCallback;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What woven code calls for every value that a constructor stores in a field of a component, bundle or group. */
public final class Names {
    private Names() {}

    /**
     * Names a value after its field. Lists, arrays, maps and optionals name their elements {@code field_0},
     * {@code field_KEY}, {@code field}.
     *
     * @param owner the component, bundle or group that has the field
     * @param value what was stored; values that are no hardware are passed over
     * @param name the field's name
     */
    public static void named(Object owner, Object value, String name) {
        if (value == null) {
            return;
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                named(owner, list.get(i), name + '_' + i);
            }
        } else if (value instanceof Object[] array) {
            named(owner, java.util.Arrays.asList(array), name);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> named(owner, element, name + '_' + key));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(element -> named(owner, element, name));
        } else {
            single((ValCallback) owner, value, name);
        }
    }

    private static void single(ValCallback owner, Object value, String name) {
        if (value instanceof MultiData || value instanceof PostInitCallback) {
            WovenCheck.require(value.getClass());
        }
        if (owner instanceof MultiData && !(value instanceof Data)) {
            return;
        }
        owner.valCallback(value, name);
        Locations.hideLayer(value);
    }
}
