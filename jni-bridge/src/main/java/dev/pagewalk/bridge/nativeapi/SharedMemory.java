package dev.pagewalk.bridge.nativeapi;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A block of memory that Java allocates and native code reads and writes. Whoever hands its address to native code
 * keeps this object reachable for as long as native code may use it.
 */
public final class SharedMemory {
    private static final int ALIGNMENT = 64;
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer buffer;
    private final Pointer pointer;

    /**
     * Zeroed memory on a cache line.
     *
     * @param bytes how much
     */
    public SharedMemory(int bytes) {
        ByteBuffer aligned = ByteBuffer.allocateDirect(bytes + ALIGNMENT).alignedSlice(ALIGNMENT);
        this.buffer = aligned.slice(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.pointer = Native.getDirectBufferPointer(buffer);
    }

    /**
     * The memory as a little-endian buffer.
     *
     * @return the buffer; its position is not used
     */
    public ByteBuffer buffer() {
        return buffer;
    }

    /**
     * The memory as native code takes it.
     *
     * @return its address
     */
    public Pointer pointer() {
        return pointer;
    }

    /**
     * Reads a counter that the other side releases.
     *
     * @param offset multiple of 8
     * @return its value; what was written before its release is visible
     */
    public long acquire(int offset) {
        return (long) LONGS.getAcquire(buffer, offset);
    }

    /**
     * Writes a counter that the other side acquires.
     *
     * @param offset multiple of 8
     * @param value its value
     */
    public void release(int offset, long value) {
        LONGS.setRelease(buffer, offset, value);
    }
}
