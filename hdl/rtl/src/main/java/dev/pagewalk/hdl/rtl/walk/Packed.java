package dev.pagewalk.hdl.rtl.walk;

import spinal.core.Data;

import java.util.List;

/** A bundle that a memory keeps: only the fields that the parameters need take bits. */
interface Packed {
    /** The fields that are stored, the first most significant; the others read as zero. */
    List<Data> stored(WalkParameters parameters);
}
