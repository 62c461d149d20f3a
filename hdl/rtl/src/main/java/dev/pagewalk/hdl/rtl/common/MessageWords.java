package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.MessageUser;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/** Fields of words of messages. */
public final class MessageWords {
    private MessageWords() {}

    public static Bits field(Bits word, BitField field) {
        return slice(word, field.high(), field.low());
    }

    public static UInt number(Bits word, BitField field) {
        return toUInt(field(word, field));
    }

    public static Bool flag(Bits word, BitField field) {
        return at(word, field.low());
    }

    /** A word of zeros, whose fields are set afterwards. */
    public static Bits blank() {
        Bits word = bits(MessageUser.BITS);
        set(word, b(0, MessageUser.BITS));
        return word;
    }

    public static void put(Bits word, BitField field, Bits value) {
        set(slice(word, field.high(), field.low()), value);
    }

    public static void put(Bits word, BitField field, Bool value) {
        set(at(word, field.low()), value);
    }

    public static void put(Bits word, BitField field, long value) {
        set(slice(word, field.high(), field.low()), b(value, field.width()));
    }
}
