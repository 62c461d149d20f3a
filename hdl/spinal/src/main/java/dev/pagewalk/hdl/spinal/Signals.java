package dev.pagewalk.hdl.spinal;

import spinal.core.AttributeFlag;
import spinal.core.AttributeString;
import spinal.core.Bundle;
import spinal.core.COMMENT_ATTRIBUTE$;
import spinal.core.CommentTag;
import spinal.core.Component;
import spinal.core.DEFAULT_ATTRIBUTE$;
import spinal.core.Data;
import spinal.core.Mem;
import spinal.core.Nameable;
import spinal.lib.Stream;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Names, attributes and comments in the generated Verilog. */
public final class Signals {
    private static final Pattern AXI_LEAF = Pattern.compile("^(.*_(?:aw|w|b|ar|r))_(?:payload_)?([a-z0-9]+)$");

    private Signals() {}

    /** Gives a signal, bundle or component a name; a name of a port of the top component is exact. */
    public static <T extends Nameable> T named(T signal, String name) {
        signal.setName(name);
        return signal;
    }

    /** Names a signal after another one: {@code other_suffix}. */
    public static <T extends Nameable> T namedAfter(T signal, Nameable other, String suffix) {
        signal.setCompositeName(other, suffix, true);
        return signal;
    }

    /** Keeps a signal in the netlist, by its name, even when nothing reads it. */
    public static <T extends Data> T keep(T signal) {
        signal.dontSimplifyIt();
        return signal;
    }

    /** Adds an attribute, such as {@code ram_style}, with a text as its value. */
    public static <T extends Data> T attribute(T signal, String name, String value) {
        signal.addAttribute(new AttributeString(name, value, DEFAULT_ATTRIBUTE$.MODULE$));
        return signal;
    }

    /** Adds an attribute without value, such as {@code keep}. */
    public static <T extends Data> T attribute(T signal, String name) {
        signal.addAttribute(new AttributeFlag(name, DEFAULT_ATTRIBUTE$.MODULE$));
        return signal;
    }

    /** Adds an attribute to a memory, such as {@code ram_style}. */
    public static <T extends Data> Mem<T> attribute(Mem<T> memory, String name, String value) {
        memory.addAttribute(new AttributeString(name, value, DEFAULT_ATTRIBUTE$.MODULE$));
        return memory;
    }

    /** A comment above a component's module and above its instance. */
    public static void comment(Component component, String text) {
        component.definition().addTag(new CommentTag(" " + text));
    }

    /** A comment beside the declaration of a signal, or of each signal of a bundle. */
    public static <T extends Data> T comment(T signal, String text) {
        signal.addAttribute(new AttributeFlag(text.replace("*/", "* /"), COMMENT_ATTRIBUTE$.MODULE$));
        return signal;
    }

    /**
     * Gives the ports of an AXI bus the names from which tools infer the bus: {@code m_axi_aw_payload_addr} becomes
     * {@code m_axi_awaddr}. The bus is a bundle of streams named after the channels, in a field named after the bus.
     */
    public static <T extends Data> T axiNames(T bus) {
        return rename(bus, name -> AXI_LEAF.matcher(name).replaceFirst("$1$2"));
    }

    /**
     * A field of a bundle.
     *
     * @param name of the Java field; elements of a list have {@code _0} and so on behind it
     * @param signal what it holds
     */
    public record Field(String name, Data signal) {}

    /** The fields of a bundle, the least significant first. */
    public static List<Field> fields(Bundle bundle) {
        return Scala.list(bundle.elements()).stream()
                .map(element -> new Field(element._1(), element._2()))
                .toList();
    }

    /**
     * Names the pins of one channel: {@code prefix} with {@code valid}, {@code ready} and the payload's field names
     * behind it, as in {@code s_axi_dev_awvalid}.
     */
    public static <T extends Bundle> Stream<T> pinNames(Stream<T> channel, String prefix) {
        named(channel.valid(), prefix + "valid");
        named(channel.ready(), prefix + "ready");
        fields(channel.payload()).forEach(field -> named(field.signal(), prefix + field.name()));
        return channel;
    }

    /** Leaves {@code _payload} out of the names of a stream's or flow's signals: {@code request_payload_id} becomes
     * {@code request_id}. */
    public static <T extends Data> T withoutPayload(T stream) {
        return rename(stream, name -> name.replace("_payload_", "_"));
    }

    /** Renames the leaves of a signal once all names are known, at the end of its component. */
    private static <T extends Data> T rename(T signal, UnaryOperator<String> change) {
        signal.component().addPrePopTask(Scala.block(() -> {
            for (Data leaf : Scala.list(signal.flatten())) {
                leaf.setName(change.apply(leaf.getName()));
            }
        }));
        return signal;
    }

    /** Allows a later assignment to replace an earlier one entirely. */
    public static <T extends Data> T allowOverride(T signal) {
        signal.allowOverride();
        return signal;
    }

    /** Drives a signal with an undefined value; later assignments replace it. */
    public static <T extends Data> T dontCare(T signal) {
        signal.assignDontCare();
        return signal;
    }
}
