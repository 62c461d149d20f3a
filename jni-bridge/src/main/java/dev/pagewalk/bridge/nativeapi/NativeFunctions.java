package dev.pagewalk.bridge.nativeapi;

import com.sun.jna.Pointer;

/**
 * The C functions of a model library. Every status is a number of {@code BridgeStatus}. Handles that were never open
 * or are closed are refused by the native side.
 */
public interface NativeFunctions {
    /**
     * Version of the C ABI.
     *
     * @return the version
     */
    int abiVersion();

    /**
     * Writes the textual layout.
     *
     * @param buffer room for the text
     * @param capacity its bytes
     * @return bytes of the whole text without terminator, also if it did not fit
     */
    int describe(Pointer buffer, int capacity);

    /**
     * Constructs a model.
     *
     * @param options options block
     * @param bytes its size
     * @param handle room for 8 bytes
     * @return status
     */
    int open(Pointer options, int bytes, Pointer handle);

    /**
     * Destroys a model.
     *
     * @param handle from open
     * @return status
     */
    int close(long handle);

    /**
     * Text of the last failure of a model, or of this thread for handle 0.
     *
     * @param handle from open, or 0
     * @param buffer room for the text
     * @param capacity its bytes
     * @return bytes of the whole text without terminator, also if it did not fit
     */
    int error(long handle, Pointer buffer, int capacity);

    /**
     * Moves time.
     *
     * @param handle from open
     * @param maxCycles most cycles to run; 0 takes over the commands and delivers waiting records
     * @param stopMask bits of {@code Stop}
     * @return status
     */
    int advance(long handle, long maxCycles, int stopMask);

    /**
     * Reads memory for a report.
     *
     * @param handle from open
     * @param address first byte
     * @param buffer room for the bytes
     * @param length how many
     * @return status
     */
    int peek(long handle, long address, Pointer buffer, int length);

    /**
     * Adds a waveform window, or ends all with a null path.
     *
     * @param handle from open
     * @param path UTF-8 file name, or null
     * @param from first cycle
     * @param to cycle after the last
     * @return status
     */
    int wave(long handle, Pointer path, long from, long to);
}
