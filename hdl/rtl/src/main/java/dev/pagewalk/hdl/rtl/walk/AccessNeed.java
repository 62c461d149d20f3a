package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bool;

import spinal.core.Bool;
import spinal.core.Bundle;

/**
 * What a page-table leaf is asked for.
 *
 * <p>An ATS request needs to read; to write and to execute are wishes: the leaf is not refused when it grants less.
 */
final class AccessNeed extends Bundle {
    public final Bool read = bool();
    public final Bool write = bool();
    public final Bool execute = bool();
    /** Set D where the leaf permits writing, although writing is no condition. */
    public final Bool wishWrite = bool();
    /** Privilege of the access; the second stage is always a user. */
    public final Bool supervisor = bool();
    /** A supervisor may use user pages, but not execute them. */
    public final Bool sum = bool();
}
