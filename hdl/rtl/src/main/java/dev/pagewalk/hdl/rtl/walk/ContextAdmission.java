package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.architecture.ProcessDirectoryMode;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.Group;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * What a device context permits, and where it leads. [IOMMU §3.3 steps 6 (checks) to 13]
 *
 * <pre>
 *  complete now: access fault, poison, not valid, misconfigured
 *  type or process id refused
 *  translated -------- T2GPA=0: done, T2GPA=1: second stage only
 *  message ----------- done
 *  no process table -- first stage of the device context
 *  process table ----- without process id, or Bare: no first stage
 *                      process context cached: its first stage, else read it
 * </pre>
 */
final class ContextAdmission extends Group {
    private static final int PROCESS_ID_BITS = 20;

    final Bool accessFault;
    final Bool poisoned;
    final Bool notValid;
    final Bool misconfigured;
    /** The context just read may be kept. */
    final Bool install;
    /** A device context is at hand. */
    final Bool admitted;
    /** Steps 7a to 7c. */
    final Bool refused;
    /** Step 8. */
    final Bool passThrough;
    /** Steps 9, 12, 13: the IOVA is the guest physical address. */
    final Bool noFirstStage;
    /** Step 10. */
    final Bool deviceFirstStage;
    /** Step 14 with a cached process context. */
    final Bool cachedFirstStage;
    /** Step 14. */
    final Bool readProcess;

    ContextAdmission(WalkParameters p, StepInput step, BurstStatus burst, DirectoryControl control) {
        DecodedContext context = step.context;
        TranslationRequest request = step.request;
        Bool complete = step.is(StepKind.CONTEXT);
        Bool walked = and(
                step.is(StepKind.START),
                step.contextHit,
                ne(control.mode, DirectoryMode.OFF.encoding()),
                ne(control.mode, DirectoryMode.BARE.encoding()));
        accessFault = and(complete, burst.error);
        poisoned = and(complete, burst.poison);
        notValid = and(complete, not(context.valid));
        misconfigured = and(complete, or(burst.malformed, DeviceContextChecks.inconsistent(p, context)));
        Bool unusable = Canaries.lose(Canary.INVALID_CONTEXT_CACHED, notValid);
        Bool firstRound = p.has(Feature.AMO_HWAD) ? not(step.state.writing) : on();
        install = and(complete, firstRound, not(or(accessFault, poisoned, unusable, misconfigured)));
        admitted = or(complete, walked);
        Bool untranslated = eq(request.type, TranslationRequest.UNTRANSLATED);
        Bool translated = eq(request.type, TranslationRequest.TRANSLATED);
        Bool message = p.has(Feature.ATS) ? eq(request.type, TranslationRequest.MESSAGE) : off();
        Bool located = or(translated, message);
        Bool process = request.requester.processValid;
        Bool typeRefused = or(and(not(untranslated), not(context.enAts)), and(message, not(context.enPri)));
        Bool processRefused =
                and(process, or(not(context.pdtv), tooWide(p, context.firstMode, request.requester.processId)));
        refused = and(admitted, or(typeRefused, processRefused));
        Bool guest = Canaries.lose(Canary.GUEST_ADDRESS_TRUSTED, context.t2gpa);
        passThrough = and(admitted, or(and(translated, not(guest)), message));
        Bool guestOnly = and(translated, guest);
        Bool onward = and(admitted, not(located));
        Bool processTable = and(context.pdtv, ne(context.firstMode, ProcessDirectoryMode.BARE.encoding()));
        Bool hasProcess = p.hasProcesses() ? or(process, context.dpe) : off();
        noFirstStage =
                and(admitted, or(guestOnly, and(not(located), context.pdtv, not(and(processTable, hasProcess)))));
        deviceFirstStage = and(onward, not(context.pdtv));
        Bool wanted = and(onward, processTable, hasProcess);
        cachedFirstStage = and(wanted, step.processHit);
        readProcess = and(wanted, not(step.processHit));
    }

    private static Bool tooWide(WalkParameters p, UInt mode4, UInt processId) {
        Bool wide = off();
        for (ProcessDirectoryMode mode : p.processModes()) {
            if (mode.processIdBits() < PROCESS_ID_BITS) {
                Bool rest = any(toBits(slice(processId, PROCESS_ID_BITS - 1, mode.processIdBits())));
                wide = mux(eq(mode4, mode.encoding()), rest, wide);
            }
        }
        return wide;
    }
}
