package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.Requester;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A write to a page that is a memory-resident interrupt file, without its data. */
public final class InterruptFileStore extends Bundle {
    public final UInt id;
    public final Requester requester = new Requester();
    /** TTYP of its fault records. */
    public final UInt ttyp = uint(6);

    public final UInt iova = uint(64);
    public final InterruptFile destination;
    /** Accepted before the fence began. */
    public final Bool old = bool();

    InterruptFileStore(IommuParameters parameters) {
        id = uint(parameters.idWidth());
        destination = new InterruptFile(parameters);
    }
}
