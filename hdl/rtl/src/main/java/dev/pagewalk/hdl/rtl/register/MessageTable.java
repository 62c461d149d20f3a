package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.lt;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.lib.Flow;

/**
 * Purpose: {@code msi_cfg_tbl}, the addresses and data of interrupt messages.
 * Contract: entry x is at offset 768 + 16x; entries beyond the vectors that icvec can name read 0. After reset all
 *     entries are cleared, which takes 16 cycles; {@code ready} is low until then.
 * Latency/throughput: reads in the same cycle.
 * Faults raised: none.
 * Spec references: [IOMMU §6 msi_cfg_tbl]
 *
 * <pre>
 *  +0  msi_addr low   31:2
 *  +4  msi_addr high  23:0
 *  +8  msi_data
 *  +12 msi_vec_ctl    M 0
 * </pre>
 */
public final class MessageTable extends Module<IommuParameters> {

    private static final int VECTORS = InterruptRegisters.VECTORS;
    private static final int INDEX = 4;
    private static final int LOW_BITS = 30;
    private static final int DATA_BITS = 32;
    private static final int PART_LOW = 0;
    private static final int PART_HIGH = 1;
    private static final int PART_DATA = 2;
    private static final int PART_CONTROL = 3;

    private final int entries = 1 << parameters.size(Size.VECTOR_BITS);
    private final int highBits = parameters.physicalAddressBits() - 32;

    public final Flow<RegisterWrite> write = slave(flow(RegisterWrite::new));
    /** Doubleword of the table to read. */
    public final UInt readIndex = in(uint(5));

    public final Bits readValue = out(bits(64));
    /** Entry that the sender wants. */
    public final UInt vector = in(uint(INDEX));

    public final UInt address = out(uint(56));
    public final Bits data = out(bits(DATA_BITS));
    /** One bit per vector: M is set. */
    public final Bits masked = out(bits(VECTORS));

    public final Bool ready = out(bool());

    private final Mem<Bits> lows = mem(() -> bits(LOW_BITS), VECTORS);
    private final Mem<Bits> highs = mem(() -> bits(highBits), VECTORS);
    private final Mem<Bits> datas = mem(() -> bits(DATA_BITS), VECTORS);
    private final Bits masks = regInit(zeros(VECTORS));

    /** Clears one entry after another after reset. */
    final class Clear extends Group {
        final UInt next = regInit(u(0, INDEX + 1));
        final Bool active = not(at(next, INDEX));
        final UInt index = slice(next, INDEX - 1, 0);

        {
            when(active, () -> set(next, plus(next, 1)));
            set(ready, not(active));
        }
    }

    final Clear clear = new Clear();

    /** Writes of words, by the entry and its part. */
    final class Store extends Group {
        final UInt word = write.payload().word;
        final UInt entry = slice(word, 5, 2);
        final UInt part = slice(word, 1, 0);
        final Bool mine = and(
                write.valid(),
                eq(slice(word, 9, 6), Register.MSI_ADDR.offset() / 256),
                lt(resize(entry, INDEX + 1), u(entries, INDEX + 1)));
        final UInt index = mux(clear.active, clear.index, entry);

        {
            store(lows, slice(write.payload().data, 31, 2), PART_LOW, LOW_BITS);
            store(highs, slice(write.payload().data, highBits - 1, 0), PART_HIGH, highBits);
            store(datas, write.payload().data, PART_DATA, DATA_BITS);
            when(and(mine, eq(part, PART_CONTROL)), () -> set(at(masks, entry), at(write.payload().data, 0)));
        }

        private void store(Mem<Bits> memory, Bits value, int number, int width) {
            Bool here = or(clear.active, and(mine, eq(part, number)));
            write(memory, index, mux(clear.active, zeros(width), value), here);
        }
    }

    final Store store = new Store();

    public MessageTable(IommuParameters parameters) {
        super(parameters);
        UInt entry = slice(readIndex, 4, 1);
        Bits word = cat(zeros(31), at(masks, entry), readAsync(datas, entry));
        Bits place = resize(cat(readAsync(highs, entry), readAsync(lows, entry), zeros(2)), 64);
        set(readValue, mux(at(readIndex, 0), word, place));
        set(address, resize(toUInt(cat(readAsync(highs, vector), readAsync(lows, vector), zeros(2))), 56));
        set(data, readAsync(datas, vector));
        set(masked, masks);
    }
}
