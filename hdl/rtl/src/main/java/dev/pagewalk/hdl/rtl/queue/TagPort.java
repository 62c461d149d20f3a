package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.AtsMessage;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Stream;

/** What ATS commands need of the message port and of the invalidation tags; ports of the component under construction. */
public final class TagPort {
    public final Stream<AtsMessage> message = named(master(stream(AtsMessage::new)), "message");
    /** An invalidation request leaves in this cycle, with {@code tag}. */
    public final Bool sent = named(out(bool()), "tag_sent");

    /** Where it goes. */
    public final Bits device = named(out(bits(24)), "tag_device");

    public final Bool segmentValid = named(out(bool()), "tag_segmentValid");

    public final UInt tag = named(in(uint(8)), "tag_next");
    public final Bool available = named(in(bool()), "tag_available");
    /** No invalidation request waits. */
    public final Bool none = named(in(bool()), "tag_none");
    /** Some invalidation request timed out since {@code reported}. */
    public final Bool timedOut = named(in(bool()), "tag_timedOut");

    public final Bool reported = named(out(bool()), "tag_reported");

    TagPort() {}
}
