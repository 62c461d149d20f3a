package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bool;

import spinal.core.Bool;
import spinal.core.Bundle;

/**
 * What a page-table leaf is asked for.
 *
 * <p>An ATS request needs nothing: a leaf that grants less reduces the answer. Only a page of the other privilege, and a D
 * bit that it would need and that hardware may not set, refuse it. [IOMMU §3.6]
 */
final class AccessNeed extends Bundle {
    public final Bool read = bool();
    public final Bool write = bool();
    public final Bool execute = bool();
    /** D has to be set where the leaf permits writing, although writing is no condition. */
    public final Bool wishWrite = bool();
    /** Privilege of the access; the second stage is always a user. */
    public final Bool supervisor = bool();
    /** A supervisor may use user pages, but not execute them. */
    public final Bool sum = bool();
}
