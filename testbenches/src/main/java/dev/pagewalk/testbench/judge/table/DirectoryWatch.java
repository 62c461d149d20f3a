package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.stream.EventView;

/** Follows the stores to device directories and checks each context against what the host asked for [IOMMU §2]. */
final class DirectoryWatch {
    private static final int BASE_BYTES = 32;
    private static final int EXTENDED_BYTES = 64;
    private static final int SBE = 10;
    private static final int PSCID = 12;
    private static final long PSCID_MASK = 0xf_ffffL << PSCID;
    private static final long MODE = 0xfL << 60;
    private static final long PPN_MASK = (1L << 44) - 1;

    private final HostTables tables;
    private final Findings findings;
    private int contextBytes = BASE_BYTES;

    DirectoryWatch(HostTables tables, Findings findings) {
        this.tables = tables;
        this.findings = findings;
    }

    /** Takes the capabilities as the hardware reported them: MSI_FLAT selects the 64-byte context. */
    void capabilities(long value) {
        contextBytes = (value >>> 22 & 1) != 0 ? EXTENDED_BYTES : BASE_BYTES;
    }

    /** Takes a store that commits now; memory already holds {@code word} in place of {@code old}. */
    void stored(TableIntent table, EventView event, long old, long word) {
        findings.count();
        if (word == old) {
            return;
        }
        if (table.level > 0) {
            storedPointer(table, event, word);
            return;
        }
        long context = event.address() & -(long) contextBytes;
        int slot = (int) ((context - table.address) / contextBytes);
        int lowBits = contextBytes == BASE_BYTES ? 7 : 6;
        int device = tables.firstDevice(table, lowBits) + slot;
        ContextIntent intent = tables.contexts.get(device);
        if (event.address() != context) {
            storedBody(context, event);
        } else if ((word & 1) != 0) {
            tables.stageBigEndian = (word >>> SBE & 1) != 0;
            enter(intent, device, context, word, event.cycle());
        } else if ((old & 1) != 0) {
            leave(intent, device, event.cycle());
        }
    }

    private void storedPointer(TableIntent table, EventView event, long word) {
        if ((word & 1) == 0) {
            return;
        }
        findings.count();
        TableIntent child = tables.tableAt((word >>> 10 & PPN_MASK) << 12);
        boolean clean = (word & ~(PPN_MASK << 10)) == 1;
        if (child == null || child.level != table.level - 1 || !clean) {
            findings.broken(
                    TableRule.TARGET,
                    "a device directory of level " + (table.level - 1),
                    "0x" + Long.toHexString(word),
                    event.cycle());
        } else {
            child.linked = true;
        }
    }

    private void storedBody(long context, EventView event) {
        findings.count();
        if ((tables.word(context) & 1) != 0) {
            findings.broken(
                    TableRule.CONTEXT_VALID_LAST,
                    "V=0 while the context at 0x" + Long.toHexString(context) + " is written",
                    "doubleword " + ((event.address() - context) >>> 3) + " changed under V=1",
                    event.cycle());
        }
    }

    private void enter(ContextIntent intent, int device, long context, long control, long cycle) {
        findings.count();
        long wanted = 1 | (tables.bigEndian ? 1L << SBE : 0);
        if (intent == null || intent.state != PageIntent.State.WANTED || control != wanted) {
            findings.broken(
                    TableRule.CONTEXT_VALUE,
                    intent == null
                            ? "no context: device " + device + " is not attached"
                            : "tc=0x" + Long.toHexString(wanted),
                    "tc=0x" + Long.toHexString(control),
                    cycle);
            return;
        }
        checkStages(intent.domain, context, device, cycle);
        if (contextBytes == EXTENDED_BYTES) {
            checkMessages(context, device, cycle);
            checkWord(context + 56, 0, -1, device, "reserved doubleword", cycle);
        }
    }

    /** One stage is the domain's, the other Bare; without a table both are. */
    private void checkStages(DomainIntent domain, long context, int device, long cycle) {
        long table = (long) domain.modeField() << 60 | domain.root >>> 12;
        boolean second = domain.modeField() != 0 && domain.stage() == TableKind.SECOND_STAGE;
        boolean first = domain.modeField() != 0 && domain.stage() == TableKind.FIRST_STAGE;
        checkWord(
                context + 8,
                second ? table | (long) domain.tag << 44 : 0,
                second ? -1 : MODE,
                device,
                "iohgatp",
                cycle);
        if (first) {
            checkWord(context + 16, (long) domain.tag << PSCID, PSCID_MASK, device, "ta", cycle);
        }
        checkWord(context + 24, first ? table : 0, -1, device, "fsc", cycle);
    }

    /** msiptp is Off, or Flat with a table that the host has made for it. */
    private void checkMessages(long context, int device, long cycle) {
        findings.count();
        long msiptp = tables.word(context + 32);
        long address = (msiptp & PPN_MASK) << 12;
        TableIntent table = tables.tableAt(address);
        boolean made = table != null && table.kind == TableKind.MSI_TABLE && table.address == address;
        boolean legal = msiptp >>> 60 == 0 || (msiptp >>> 44 == 1L << 16 && made);
        if (!legal) {
            findings.broken(
                    TableRule.CONTEXT_VALUE,
                    "msiptp Off, or Flat with an MSI page table, for device " + device,
                    "msiptp=0x" + Long.toHexString(msiptp),
                    cycle);
        }
    }

    private void checkWord(long address, long expected, long mask, int device, String name, long cycle) {
        findings.count();
        long actual = tables.word(address);
        if ((actual & mask) != expected) {
            findings.broken(
                    TableRule.CONTEXT_VALUE,
                    name + "=0x" + Long.toHexString(expected) + " for device " + device + " in memory before V",
                    name + "=0x" + Long.toHexString(actual),
                    cycle);
        }
    }

    private void leave(ContextIntent intent, int device, long cycle) {
        findings.count();
        if (intent != null && intent.state == PageIntent.State.WANTED) {
            intent.state = PageIntent.State.CLEARED;
        } else {
            findings.broken(
                    TableRule.CONTEXT_VALUE, "an attached context of device " + device, "it was cleared again", cycle);
        }
    }
}
