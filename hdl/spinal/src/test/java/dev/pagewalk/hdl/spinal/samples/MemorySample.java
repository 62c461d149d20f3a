package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Memories.*;
import static dev.pagewalk.hdl.spinal.Signals.attribute;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Mem;
import spinal.core.UInt;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;

/** Memories with all kinds of ports. */
public final class MemorySample extends Module<Void> {
    /** A word. */
    public static final class Word extends Bundle {
        public final UInt tag = uint(4);
        public final Bits data = bits(12);
    }

    private static final List<BigInteger> SQUARES =
            LongStream.range(0, 4).mapToObj(i -> BigInteger.valueOf(i * i)).toList();

    public final UInt readAddress = in(uint(2));
    public final UInt writeAddress = in(uint(2));
    public final Word word = in(new Word());
    public final Bits data = in(bits(16));
    public final Bits mask = in(bits(4));
    public final Bool enable = in(bool());
    public final Bool write = in(bool());
    public final Word distributedOut = out(new Word());
    public final Word blockOut = out(new Word());
    public final Word blockAlways = out(new Word());
    public final Bits maskedOut = out(bits(16));
    public final Bits singleOut = out(bits(16));
    public final UInt romOut = out(uint(8));

    final Mem<Word> distributed = attribute(mem(Word::new, 4), "ram_style", "distributed");
    final Mem<Word> block = attribute(mem(Word::new, 4), "ram_style", "block");
    final Mem<Bits> masked = mem(() -> bits(16), 4);
    final Mem<Bits> single = mem(() -> bits(16), 4);
    final Mem<UInt> rom = content(mem(() -> uint(8), 4), SQUARES);

    public MemorySample() {
        when(enable, () -> write(distributed, writeAddress, word));
        set(distributedOut, readAsync(distributed, readAddress));
        write(block, writeAddress, word, write);
        set(blockOut, readSync(block, readAddress, enable, Collision.OLD_DATA));
        set(blockAlways, readSync(block, readAddress));
        write(masked, writeAddress, data, write, mask);
        set(maskedOut, readSync(masked, readAddress, enable));
        set(singleOut, readWrite(single, readAddress, data, enable, write));
        set(romOut, readAsync(rom, readAddress));
    }
}
