package dev.pagewalk.hdl.rtl.top;

import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Streams.connect;

import dev.pagewalk.hdl.rtl.ats.AtsPort;
import dev.pagewalk.hdl.rtl.ats.AtsRequests;
import dev.pagewalk.hdl.rtl.ats.AtsUnit;
import dev.pagewalk.hdl.rtl.ats.InvalidationTags;
import dev.pagewalk.hdl.rtl.ats.PageRequests;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.queue.TagPort;
import dev.pagewalk.hdl.rtl.register.RegisterFile;
import dev.pagewalk.hdl.rtl.walk.WalkEngine;
import spinal.core.Bool;
import spinal.lib.Stream;

import java.util.List;

/** The parts of the component under construction that serve messages from and to devices. */
final class MessageParts {
    final AtsUnit unit;
    final AtsRequests translations;
    final PageRequests pages;
    final InvalidationTags tags;

    MessageParts(IommuParameters parameters) {
        unit = named(new AtsUnit(parameters), "messagePort");
        translations = named(new AtsRequests(parameters), "atsRequests");
        pages = named(new PageRequests(parameters), "pageRequests");
        tags = named(new InvalidationTags(parameters), "invalidationTags");
    }

    /** Wires the parts with each other and with the port. */
    void connectPort(AtsPort port, Bool forget) {
        port.wire(unit.port);
        connect(unit.translations, translations.incoming);
        connect(unit.pageRequests, pages.incoming);
        connect(unit.invalidations, tags.incoming);
        connect(translations.message, unit.completions);
        connect(pages.message, unit.responses);
        set(translations.forget, forget);
    }

    void connectCommands(TagPort commands) {
        connect(commands.message, unit.commands);
        set(tags.sent, commands.sent);
        set(tags.device, commands.device);
        set(tags.segmentValid, commands.segmentValid);
        set(tags.reported, commands.reported);
        set(commands.tag, tags.tag);
        set(commands.available, tags.available);
        set(commands.none, tags.none);
        set(commands.timedOut, tags.timedOut);
    }

    void connectWalks(WalkEngine walks) {
        set(translations.slot, walks.slot);
        set(translations.result, walks.result);
        set(pages.slot, walks.slot);
        set(pages.result, walks.result);
    }

    void connectRegisters(RegisterFile registers) {
        set(pages.control, registers.pageControl);
        set(registers.pageStatus, pages.status);
        set(pages.bigEndian, registers.directory.bigEndian);
    }

    /** Questions for the walk engine. */
    List<Stream<TranslationRequest>> questions() {
        return List.of(translations.request, pages.request);
    }

    List<Stream<FaultReport>> faults() {
        return List.of(translations.fault, pages.fault);
    }
}
