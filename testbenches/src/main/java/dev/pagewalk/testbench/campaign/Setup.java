package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.FeatureControl;
import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.QosRegister;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.hdl.rtl.config.Feature;

import java.util.Random;

/** What software writes to the registers after a reset, before the first request. */
final class Setup {
    private static final int WORD = Integer.BYTES;
    private static final int POLLS = 10_000;

    private Setup() {}

    /** Byte order, queues, ids and the directory of a world. */
    static void configure(Bench bench, World world, Random random) {
        configure(bench, world.shape(), world.directory(), random);
    }

    /** Byte order, queues, ids, and this directory. */
    static void configure(Bench bench, Shape shape, long pointer, Random random) {
        long control = bench.await(new MmioRead(Register.FCTL.offset(), WORD));
        control = FeatureControl.BE.insert(control, shape.bigEndian() ? 1 : 0);
        control = FeatureControl.GXL.insert(control, shape.rv32() ? 1 : FeatureControl.GXL.get(control));
        if (shape.has(Feature.MESSAGE_INTERRUPTS)) {
            boolean wires = shape.has(Feature.WIRE_INTERRUPTS) && random.nextBoolean();
            control = FeatureControl.WSI.insert(control, wires ? 1 : 0);
            messages(bench, random);
        }
        bench.await(new MmioWrite(Register.FCTL.offset(), WORD, control));
        bench.await(new MmioWrite(Register.CQB.offset(), Long.BYTES, Layout.base(Layout.COMMANDS)));
        bench.await(new MmioWrite(Register.FQB.offset(), Long.BYTES, Layout.base(Layout.FAULTS)));
        enable(bench, Register.CQCSR);
        enable(bench, Register.FQCSR);
        if (shape.has(Feature.ATS)) {
            bench.await(new MmioWrite(Register.PQB.offset(), Long.BYTES, Layout.base(Layout.PAGES)));
            enable(bench, Register.PQCSR);
        }
        if (shape.has(Feature.QOSID)) {
            long ids = QosRegister.RCID.of(1) | QosRegister.MCID.of(2);
            bench.await(new MmioWrite(Register.IOMMU_QOSID.offset(), WORD, ids));
        }
        directory(bench, pointer);
    }

    /** A vector for each source, and where its message goes. */
    private static void messages(Bench bench, Random random) {
        for (int vector = 0; vector < InterruptRegisters.VECTORS; vector++) {
            long address = Layout.MESSAGES + (long) vector * Long.BYTES + (long) random.nextInt(2) * Integer.BYTES;
            bench.await(new MmioWrite(Register.MSI_ADDR.offset(vector), Long.BYTES, address));
            bench.await(new MmioWrite(Register.MSI_DATA.offset(vector), WORD, random.nextInt(1 << 30)));
        }
        bench.await(new MmioWrite(Register.ICVEC.offset(), Long.BYTES, random.nextInt(1 << 16)));
    }

    /** Writes ddtp and waits until it holds. */
    static void directory(Bench bench, long value) {
        bench.await(new MmioWrite(Register.DDTP.offset(), Long.BYTES, value));
        awaitClear(bench, Register.DDTP, Long.BYTES, DirectoryPointer.BUSY.mask());
    }

    private static void enable(Bench bench, Register register) {
        bench.await(new MmioWrite(register.offset(), WORD, Layout.ON));
        awaitClear(bench, register, WORD, QueueRegisters.BUSY.mask());
    }

    private static void awaitClear(Bench bench, Register register, int bytes, long bit) {
        for (int polls = 0; (bench.await(new MmioRead(register.offset(), bytes)) & bit) != 0; polls++) {
            if (polls > POLLS) {
                throw new IllegalStateException("busy for too long: register=" + register);
            }
        }
    }
}
