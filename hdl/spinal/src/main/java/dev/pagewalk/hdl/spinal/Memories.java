package dev.pagewalk.hdl.spinal;

import scala.math.BigInt;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Data;
import spinal.core.Mem;
import spinal.core.Mem$;
import spinal.core.ReadUnderWritePolicy;
import spinal.core.UInt;
import spinal.core.dontCare$;
import spinal.core.readFirst$;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;

/** Memories: words of a type, with as many ports as there are reads and writes. Contents are not reset. */
public final class Memories {
    private Memories() {}

    /** What a synchronous read returns when the same word is written in the same cycle. */
    public enum Collision {
        /** Anything: the user makes sure that it does not matter. */
        DONT_CARE,
        /** The old word. */
        OLD_DATA;

        private ReadUnderWritePolicy policy() {
            return this == OLD_DATA ? readFirst$.MODULE$ : dontCare$.MODULE$;
        }
    }

    /** A memory. */
    public static <T extends Data> Mem<T> mem(Supplier<T> word, int words) {
        return Mem$.MODULE$.apply(Scala.type(word), words);
    }

    /** Gives a memory its content at power-up, as bit patterns of words, the first at address 0. */
    public static <T extends Data> Mem<T> content(Mem<T> memory, List<BigInteger> words) {
        if (words.size() != memory.wordCount()) {
            throw new IllegalArgumentException(
                    "initial content: words=" + words.size() + ", expected=" + memory.wordCount());
        }
        List<BigInt> all = words.stream().map(Scala::big).toList();
        return memory.initBigInt(Scala.<BigInt>seq(all), false);
    }

    /** The word at an address, in the same cycle. */
    public static <T extends Data> T readAsync(Mem<T> memory, UInt address) {
        return memory.readAsync(address, dontCare$.MODULE$);
    }

    /** The word at an address, one cycle later; {@link Collision#DONT_CARE}. */
    public static <T extends Data> T readSync(Mem<T> memory, UInt address) {
        return memory.readSync(address, null, dontCare$.MODULE$, false);
    }

    /** The word at an address, one cycle later; kept while not enabled; {@link Collision#DONT_CARE}. */
    public static <T extends Data> T readSync(Mem<T> memory, UInt address, Bool enable) {
        return memory.readSync(address, enable, dontCare$.MODULE$, false);
    }

    /** The word at an address, one cycle later; kept while not enabled. */
    public static <T extends Data> T readSync(Mem<T> memory, UInt address, Bool enable, Collision collision) {
        return memory.readSync(address, enable, collision.policy(), false);
    }

    /** Writes a word when the statement's conditions hold. */
    public static <T extends Data> void write(Mem<T> memory, UInt address, T word) {
        memory.write(address, word, null, null);
    }

    /** Writes a word when enabled. */
    public static <T extends Data> void write(Mem<T> memory, UInt address, T word, Bool enable) {
        memory.write(address, word, enable, null);
    }

    /**
     * Writes parts of a word when enabled.
     *
     * @param mask one bit for each equal part of the word, bit 0 for the least significant
     */
    public static <T extends Data> void write(Mem<T> memory, UInt address, T word, Bool enable, Bits mask) {
        if (memory.getWidth() % mask.getBitsWidth() != 0) {
            throw new IllegalArgumentException(
                    "mask does not divide the word: word=" + memory.getWidth() + ", mask=" + mask.getBitsWidth());
        }
        memory.write(address, word, enable, mask);
    }

    /**
     * One port that writes or reads in each cycle. During a write the value read is undefined.
     *
     * @param enable the port is used
     * @param write it writes
     * @return the word read, one cycle later
     */
    public static <T extends Data> T readWrite(Mem<T> memory, UInt address, T word, Bool enable, Bool write) {
        return memory.readWriteSync(address, word, enable, write, null, dontCare$.MODULE$, false, dontCare$.MODULE$);
    }
}
