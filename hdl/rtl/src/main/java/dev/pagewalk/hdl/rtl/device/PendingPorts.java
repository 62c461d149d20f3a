package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** What the device port tells the pending table. */
final class PendingPorts {
    private PendingPorts() {}

    /** Bits of an entry's number: the top one tells writes. */
    static int indexBits(IommuParameters parameters) {
        return 1 + halfBits(parameters);
    }

    /** Bits of an entry's number among reads or writes; at least one, even for a single entry. */
    static int halfBits(IommuParameters parameters) {
        return Math.max(1, log2Up(parameters.size(Size.PENDING_REQUESTS)));
    }

    static int slotBits(IommuParameters parameters) {
        return Math.max(1, log2Up(parameters.walks()));
    }

    /** Outcome of the lookup stage for a request that stays. */
    static final class Place extends Bundle {
        /** Takes a new entry; else it returns to its own. */
        public final Bool fresh = bool();

        public final Bool write = bool();
        public final UInt index;
        public final UInt id;
        public final Bits state = bits(3);

        Place(IommuParameters parameters) {
            index = uint(indexBits(parameters));
            id = uint(parameters.idWidth());
        }
    }

    /** An entry and a walk slot. */
    static final class Assignment extends Bundle {
        public final UInt index;
        public final UInt slot;

        Assignment(IommuParameters parameters) {
            index = uint(indexBits(parameters));
            slot = uint(slotBits(parameters));
        }
    }

    /** What a walk slot answered. */
    static final class Answer extends Bundle {
        public final UInt slot;
        public final Bool retry = bool();
        public final Bool fault = bool();
        /** The page is a memory-resident interrupt file. */
        public final Bool file = bool();

        Answer(IommuParameters parameters) {
            slot = uint(slotBits(parameters));
        }
    }

    /** An entry changes its state. */
    static final class Move extends Bundle {
        public final UInt index;
        public final Bits state = bits(3);

        Move(IommuParameters parameters) {
            index = uint(indexBits(parameters));
        }
    }

    /** An entry is free again. */
    static final class Release extends Bundle {
        public final UInt index;
        public final UInt id;

        Release(IommuParameters parameters) {
            index = uint(indexBits(parameters));
            id = uint(parameters.idWidth());
        }
    }

    /** An entry that can do its next step. */
    static final class Pick extends Bundle {
        public final UInt index;
        public final Bits state = bits(3);
        public final Bool old = bool();

        Pick(IommuParameters parameters) {
            index = uint(indexBits(parameters));
        }
    }
}
