package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/**
 * What the walk engine is asked. {@code write} and {@code execute} exclude each other; neither means a plain read.
 * {@code noWrite} concerns ATS requests only.
 */
public final class TranslationRequest extends Bundle {
    /** Values of {@link #type}. */
    public static final int UNTRANSLATED = 0;

    public static final int TRANSLATED = 1;
    public static final int ATS = 2;
    /** A page request: only the device context is located, and has to permit it. [IOMMU §3.7] */
    public static final int MESSAGE = 3;

    public final Requester requester = new Requester();
    public final Bits type = bits(2);
    public final Bool write = bool();
    public final Bool execute = bool();
    public final Bool noWrite = bool();
    public final UInt iova = uint(64);
}
