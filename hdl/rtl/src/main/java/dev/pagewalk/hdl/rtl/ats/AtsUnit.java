package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Streams.arbitrateLowestFirst;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Streams.registered;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.hdl.rtl.common.AtsMessage;
import dev.pagewalk.hdl.rtl.common.MessageWords;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.lib.Stream;

import java.util.List;

/**
 * The message port.
 *
 * <p>Purpose: sorts the messages of devices and joins those to devices.<br>
 * Contract: both directions are registered. Completions of translation requests leave first, so that none follows an
 * invalidation request that was made after it. The receiver of messages takes them whether or not it can send: nothing
 * here frees itself while a message waits.<br>
 * Latency/throughput: one message per cycle each way.<br>
 * Faults raised: none.<br>
 * Spec references: [IOMMU §3.6, §3.7, §4.1]; docs/rtl/ats-unit.md.
 *
 * <pre>
 *  s_ats_req -> type -+-> AtsRequests -------- completions ---+-> m_ats_msg
 *                     +-> PageRequests ------- responses -----|
 *                     +-> InvalidationTags <-> commands ------'
 * </pre>
 */
public final class AtsUnit extends Module<IommuParameters> {
    public final AtsPort port = new AtsPort();
    public final Stream<AtsMessage> translations = master(stream(AtsMessage::new));
    public final Stream<AtsMessage> pageRequests = master(stream(AtsMessage::new));
    public final Stream<AtsMessage> invalidations = master(stream(AtsMessage::new));
    public final Stream<AtsMessage> completions = slave(stream(AtsMessage::new));
    public final Stream<AtsMessage> responses = slave(stream(AtsMessage::new));
    public final Stream<AtsMessage> commands = slave(stream(AtsMessage::new));

    private final Stream<AtsMessage> arrived = registered(port.requests);
    private final Bits type = MessageWords.field(arrived.payload().tuser, MessageUser.TYPE);
    private final Stream<AtsMessage> leaving = arbitrateLowestFirst(List.of(completions, responses, commands));

    public AtsUnit(IommuParameters parameters) {
        super(parameters);
        Bool translation = eq(type, MessageUser.TRANSLATION_REQUEST);
        Bool page = eq(type, MessageUser.PAGE_REQUEST);
        Bool other = not(or(translation, page));
        route(translations, translation);
        route(pageRequests, page);
        route(invalidations, other);
        set(
                arrived.ready(),
                or(
                        and(translation, translations.ready()),
                        and(page, pageRequests.ready()),
                        and(other, invalidations.ready())));
        connect(registered(leaving), port.messages);
    }

    private void route(Stream<AtsMessage> target, Bool mine) {
        set(target.valid(), and(arrived.valid(), mine));
        set(target.payload(), arrived.payload());
    }
}
