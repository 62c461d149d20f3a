package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.field;

import java.util.function.LongConsumer;

/**
 * ipsr, icvec and msi_cfg_tbl: pending bits, wires and message-signalled interrupts [IOMMU §1 ipsr, icvec; §10].
 *
 * <p>A pending bit that goes from 0 to 1 sends one MSI, or, with fctl.WSI=1, drives the wire of its vector while set.
 */
final class Interrupts {
    /** The four sources, in the order of their ipsr bits and icvec fields. */
    enum Source {
        COMMAND(0),
        FAULT(1),
        PERFORMANCE(2),
        PAGE_REQUEST(3);

        private final int position;

        Source(int position) {
            this.position = position;
        }

        long bit() {
            return 1L << position;
        }
    }

    private static final int ADDRESS = 0;
    private static final int DATA = 8;
    private static final int FIELD_BITS = 4;
    private static final Source[] SOURCES = Source.values();

    private final Capabilities capabilities;
    private final RegisterState registers;
    private final ImplicitAccessPort port;
    private final int vectors;
    private final long vectorMask;
    private final long[] addresses;
    private final long[] data;
    private final boolean[] masked;
    private final boolean[] remembered;
    private LongConsumer writeFault;
    private long pending;
    private long causeVectors;

    Interrupts(Capabilities capabilities, GoldenConfig config, RegisterState registers, ImplicitAccessPort port) {
        this.capabilities = capabilities;
        this.registers = registers;
        this.port = port;
        vectors = capabilities.igs == Capabilities.IGS_WSI ? 0 : 1 << config.vectorBits();
        long field = Bits.ones(config.vectorBits());
        long mask = 0;
        for (Source source : SOURCES) {
            mask |= exists(source) ? field << (source.position * FIELD_BITS) : 0;
        }
        vectorMask = mask;
        addresses = new long[vectors];
        data = new long[vectors];
        masked = new boolean[vectors];
        remembered = new boolean[vectors];
    }

    private boolean exists(Source source) {
        return switch (source) {
            case COMMAND, FAULT -> true;
            case PERFORMANCE -> capabilities.hpm;
            case PAGE_REQUEST -> capabilities.ats;
        };
    }

    /** Who hears of an MSI whose store faulted (cause 273); the argument is the msi_addr. */
    void onWriteFault(LongConsumer listener) {
        writeFault = listener;
    }

    /** Sets the pending bit; a bit that was clear signals. */
    void raise(Source source) {
        long bit = source.bit();
        if ((pending & bit) == 0) {
            pending |= bit;
            if (!registers.wireSignaled()) {
                signal(vectorOf(source));
            }
        }
    }

    long pending() {
        return pending;
    }

    /** RW1C; the caller re-raises the conditions that still hold [IOMMU §1 ipsr]. */
    void clear(long bits) {
        pending &= ~bits;
    }

    /** The wires that are driven, one bit per vector. */
    long wires() {
        long driven = 0;
        if (registers.wireSignaled()) {
            for (Source source : SOURCES) {
                if ((pending & source.bit()) != 0) {
                    driven |= 1L << vectorOf(source);
                }
            }
        }
        return driven;
    }

    private int vectorOf(Source source) {
        int low = source.position * FIELD_BITS;
        return (int) field(causeVectors, low + FIELD_BITS - 1, low);
    }

    long causeVectors() {
        return causeVectors;
    }

    void writeCauseVectors(long value) {
        causeVectors = value & vectorMask;
    }

    /** A 4-byte read in the MSI table; {@code offset} counts from its start. */
    long readTable(int offset) {
        int vector = offset >> 4;
        if (vector >= vectors) {
            return 0;
        }
        return switch (offset & 0xf) {
            case ADDRESS -> addresses[vector] & 0xffff_ffffL;
            case ADDRESS + 4 -> addresses[vector] >>> 32;
            case DATA -> data[vector];
            default -> masked[vector] ? 1 : 0;
        };
    }

    /** A 4-byte write in the MSI table. */
    void writeTable(int offset, long value) {
        int vector = offset >> 4;
        if (vector >= vectors) {
            return;
        }
        long writable = Bits.mask(Math.min(55, capabilities.pas - 1), 2);
        switch (offset & 0xf) {
            case ADDRESS -> addresses[vector] = (addresses[vector] & ~0xffff_ffffL) | (value & writable & 0xffff_ffffL);
            case ADDRESS + 4 -> addresses[vector] = (addresses[vector] & 0xffff_ffffL) | ((value << 32) & writable);
            case DATA -> data[vector] = value;
            default -> mask(vector, (value & 1) != 0);
        }
    }

    /** Unmasking sends what was remembered [IOMMU §1 msi_vec_ctl]. */
    private void mask(int vector, boolean mask) {
        masked[vector] = mask;
        if (!mask && remembered[vector]) {
            remembered[vector] = false;
            send(vector);
        }
    }

    private void signal(int vector) {
        if (masked[vector]) {
            remembered[vector] = true;
        } else {
            send(vector);
        }
    }

    private void send(int vector) {
        port.begin(AccessKind.INTERRUPT_MSI, registers.rcid(), registers.mcid());
        AccessOutcome outcome = port.write(addresses[vector], Integer.BYTES, data[vector], registers.bigEndian());
        if (outcome != AccessOutcome.OK) {
            // [IOMMU §1 msi_cfg_tbl] cause 273
            writeFault.accept(addresses[vector]);
        }
    }
}
