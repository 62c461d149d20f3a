package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.DirectoryPointer;
import dev.pagewalk.architecture.FeatureControl;
import dev.pagewalk.architecture.QosRegister;
import dev.pagewalk.architecture.QueueRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.hdl.rtl.config.Feature;

/** What software writes to the registers after a reset, before the first request. */
final class Setup {
    private static final int WORD = Integer.BYTES;
    private static final int POLLS = 10_000;

    private Setup() {}

    /** Byte order, queues, ids and the directory of a world. */
    static void configure(Bench bench, World world) {
        Shape shape = world.shape();
        long control = bench.await(new MmioRead(Register.FCTL.offset(), WORD));
        control = FeatureControl.BE.insert(control, shape.bigEndian() ? 1 : 0);
        control = FeatureControl.GXL.insert(control, shape.rv32() ? 1 : FeatureControl.GXL.get(control));
        bench.await(new MmioWrite(Register.FCTL.offset(), WORD, control));
        bench.await(new MmioWrite(Register.CQB.offset(), Long.BYTES, Layout.base(Layout.COMMANDS)));
        bench.await(new MmioWrite(Register.FQB.offset(), Long.BYTES, Layout.base(Layout.FAULTS)));
        enable(bench, Register.CQCSR);
        enable(bench, Register.FQCSR);
        if (shape.has(Feature.QOSID)) {
            long ids = QosRegister.RCID.of(1) | QosRegister.MCID.of(2);
            bench.await(new MmioWrite(Register.IOMMU_QOSID.offset(), WORD, ids));
        }
        directory(bench, world.directory());
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
