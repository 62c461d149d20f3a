package dev.pagewalk.hdl.spinal;

import spinal.core.Bundle;
import spinal.idslplugin.PostInitCallback;
import spinal.idslplugin.ValCallback;

/**
 * Answers what kind of hardware a class is. It asks the plain classes of the parent loader, without initialising them,
 * so that no woven class is defined by asking.
 */
final class HardwareTypes {
    private final ClassLoader plain;

    HardwareTypes(ClassLoader plain) {
        this.plain = plain;
    }

    /** Component, bundle or area of any kind. */
    boolean isHardware(String internalName) {
        return isNamer(internalName) || isScoped(internalName);
    }

    /** Takes the names of its fields. */
    boolean isNamer(String internalName) {
        return ValCallback.class.isAssignableFrom(load(internalName));
    }

    /** Opens a scope in its constructor that has to be left after it. */
    boolean isScoped(String internalName) {
        return PostInitCallback.class.isAssignableFrom(load(internalName));
    }

    /** A bundle, of which SpinalHDL may need more of the same type. */
    boolean isBundle(String internalName) {
        return Bundle.class.isAssignableFrom(load(internalName));
    }

    private Class<?> load(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, plain);
        } catch (ClassNotFoundException e) {
            throw new WeavingException("class not found while weaving: class=" + internalName.replace('/', '.'), e);
        }
    }
}
