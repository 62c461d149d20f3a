package dev.pagewalk.hdl.spinal;

import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.MultiData;
import spinal.idslplugin.PostInitCallback;
import spinal.idslplugin.ValCallback;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What woven constructors of components, bundles and groups call. */
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
            named(owner, Arrays.asList(array), name);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> named(owner, element, name + '_' + key));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(element -> named(owner, element, name));
        } else {
            single((ValCallback) owner, value, name);
        }
    }

    /**
     * Tells a bundle how it was made, so that SpinalHDL can make another one of the same type.
     *
     * @param made the bundle, at the start of the constructor of its own class or of a base class
     * @param type the class whose constructor runs
     * @param constructor parameter types of that constructor
     * @param arguments what it was called with
     */
    public static void constructed(Object made, Class<?> type, MethodType constructor, Object[] arguments) {
        if (made.getClass() == type) {
            ((Bundle) made).hardtype_$eq(Scala.type(() -> (Bundle) again(type, constructor, arguments)));
        }
    }

    private static Object again(Class<?> type, MethodType constructor, Object[] arguments) {
        try {
            Constructor<?> found = type.getDeclaredConstructor(constructor.parameterArray());
            found.setAccessible(true);
            return found.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new WeavingException("cannot make another bundle: class=" + type.getName(), e);
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
