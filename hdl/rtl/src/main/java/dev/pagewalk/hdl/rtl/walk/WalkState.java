package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.spinal.HwEnum;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;

import java.util.ArrayList;
import java.util.List;

/** What a walk remembers between two of its memory accesses. */
final class WalkState extends Bundle implements Packed {
    static final HwEnum<Table> TABLE = new HwEnum<>(Table.class);
    static final HwEnum<Purpose> PURPOSE = new HwEnum<>(Purpose.class);

    /** Table of the outstanding access. */
    final SpinalEnumCraft<HwEnum<Table>> table = TABLE.signal();
    /** Level of that entry in its directory or first-stage table; during a second stage, of the entry behind it. */
    final UInt level = uint(3);
    /** Level of a second-stage entry. */
    final UInt secondLevel = uint(3);
    /** What the second stage translates for. */
    final SpinalEnumCraft<HwEnum<Purpose>> purpose = PURPOSE.signal();
    /** The second stage translates for the write of an A or D bit. */
    final Bool implicitWrite = bool();
    /** Guest physical address that the second stage translates, or of the first-stage entry being read. */
    final UInt guestAddress = uint(64);
    /** The first-stage table was found in a cache, so that the guest address of its entry is unknown. */
    final Bool fromCache = bool();
    /** The outstanding read is the first half of a compare-and-swap. */
    final Bool exclusive = bool();
    /** Some entry so far needs an A or D bit; nothing is written before the whole walk is known to succeed. */
    final Bool updates = bool();
    /** The second round of a walk that succeeds: entries that need A or D are updated on the way. */
    final Bool writing = bool();
    /** Compare-and-swaps that lost. */
    final UInt retries = uint(4);
    /** Address of the entry to update, without the low three bits. */
    final UInt entryAddress = uint(53);
    /** Index into the MSI page table, as far as it is gathered. */
    final UInt msiIndex = uint(52);
    /** The next nibble of the address to gather. */
    final UInt msiNibble = uint(4);
    /** Memory reads of this walk, saturating. */
    final UInt reads = uint(5);
    /** A first stage other than Bare took part. */
    final Bool firstStage = bool();
    /** Result of the first stage, as far as it is known. */
    final LeafAttributes leaf = new LeafAttributes();

    @Override
    public List<Data> stored(WalkParameters p) {
        List<Data> fields = new ArrayList<>(List.of(table, level, reads, secondLevel, purpose, guestAddress));
        fields.addAll(List.of(firstStage, leaf.readable, leaf.writable, leaf.executable, leaf.global, leaf.sizeLog2));
        fields.add(leaf.piece);
        if (p.has(Feature.SVPBMT)) {
            fields.add(leaf.pbmt);
        }
        if (p.has(Feature.AMO_HWAD)) {
            fields.addAll(List.of(implicitWrite, fromCache, exclusive, updates, writing, retries, entryAddress));
        }
        if (p.has(Feature.MSI_FLAT)) {
            fields.addAll(List.of(msiIndex, msiNibble));
        }
        return fields;
    }
}
