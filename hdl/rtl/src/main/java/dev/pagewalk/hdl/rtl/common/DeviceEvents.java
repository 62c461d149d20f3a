package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bool;

import spinal.core.Bool;
import spinal.core.Bundle;

/** What happened in the device port in this cycle: strobes for observation and for performance counters. */
public final class DeviceEvents extends Bundle {
    /** An untranslated request was accepted. */
    public final Bool untranslated = bool();
    /** A translated request was accepted. */
    public final Bool translated = bool();
    /** Who made the request that was accepted. */
    public final Requester requester = new Requester();

    public final Bool iotlbHit = bool();
    public final Bool iotlbMiss = bool();
    public final Bool install = bool();
    public final Bool invalidate = bool();
    public final Bool fenceStart = bool();
    public final Bool fenceDone = bool();
    public final Bool fault = bool();
    /** A malformed burst was aborted. */
    public final Bool abort = bool();
}
