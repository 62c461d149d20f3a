package dev.pagewalk.bridge.nativeapi;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * JNA direct mapping of the C functions (52 ns a call instead of 200). Direct mapping binds a class to one library, so
 * each library gets its own copy of this class from a {@link BindingLoader}.
 */
final class DirectFunctions implements NativeFunctions {
    /**
     * Binds this copy of the class.
     *
     * @param library the library it belongs to from now on
     */
    DirectFunctions(NativeLibrary library) {
        Native.register(DirectFunctions.class, library);
    }

    private static native int pw_version();

    private static native int pw_describe(Pointer buffer, int capacity);

    private static native int pw_open(Pointer options, int bytes, Pointer handle);

    private static native int pw_close(long handle);

    private static native int pw_error(long handle, Pointer buffer, int capacity);

    private static native int pw_advance(long handle, long maxCycles, int stopMask);

    private static native int pw_peek(long handle, long address, Pointer buffer, int length);

    private static native int pw_wave(long handle, Pointer path, long from, long to);

    @Override
    public int abiVersion() {
        return pw_version();
    }

    @Override
    public int describe(Pointer buffer, int capacity) {
        return pw_describe(buffer, capacity);
    }

    @Override
    public int open(Pointer options, int bytes, Pointer handle) {
        return pw_open(options, bytes, handle);
    }

    @Override
    public int close(long handle) {
        return pw_close(handle);
    }

    @Override
    public int error(long handle, Pointer buffer, int capacity) {
        return pw_error(handle, buffer, capacity);
    }

    @Override
    public int advance(long handle, long maxCycles, int stopMask) {
        return pw_advance(handle, maxCycles, stopMask);
    }

    @Override
    public int peek(long handle, long address, Pointer buffer, int length) {
        return pw_peek(handle, address, buffer, length);
    }

    @Override
    public int wave(long handle, Pointer path, long from, long to) {
        return pw_wave(handle, path, from, to);
    }
}
