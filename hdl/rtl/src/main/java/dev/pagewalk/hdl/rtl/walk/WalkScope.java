package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** The address spaces whose tables a walk reads, as far as it knows them. */
final class WalkScope extends Bundle {
    /** The device context is known: {@link #second} and {@link #gscid} count. */
    final Bool known = bool();
    /** There is a second stage. */
    final Bool second = bool();

    final UInt gscid = uint(16);
    /** There is a first stage, in the space of {@link #pscid}. */
    final Bool first = bool();

    final UInt pscid = uint(20);
}
