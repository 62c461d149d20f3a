package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.spinal.HwEnum;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;

/** What a pass of the decision stage does, beside the next state and the result. */
final class StepActions extends Bundle {
    /** A memory read. */
    final Bool read = bool();

    final UInt readAddress = uint(WalkParameters.ADDRESS_BITS);
    /** Doublewords less one. */
    final UInt readBeats = uint(4);

    final Bool readExclusive = bool();
    /** The read carries the QoS ids of the IOMMU, not of the device. [IOMMU §9 QOSID] */
    final Bool readByIommu = bool();
    /** The write half of a compare-and-swap, at the address of the entry. */
    final Bool swap = bool();

    final Bits swapData = bits(64);
    final Bits swapStrobe = bits(8);
    /** The entry as written, in little-endian order. */
    final Bits saved = bits(64);
    /** Another pass without memory access. */
    final Bool local = bool();

    final SpinalEnumCraft<HwEnum<StepKind>> localKind = StepInput.KIND.signal();
    /** The walk ends. */
    final Bool finish = bool();

    /** A doubleword of a burst arrived, see {@link #word}. */
    final Bool contextBeat = bool();

    final Bool processBeat = bool();
    final Bool msiBeat = bool();
    /** The walk's MSI entry is {@link #msiEntry}, from the cache. */
    final Bool msiLoad = bool();

    final MsiWords msiEntry = new MsiWords();
    final Bits word = bits(64);
    /** It has reserved bits or encodings. */
    final Bool malformed = bool();
    /** A walk begins with the device context of this pass. */
    final Bool contextLoad = bool();
    /** The walk's first stage is {@link #root}. */
    final Bool rootLoad = bool();

    final FirstStageRoot root = new FirstStageRoot();
    /** What the walk has learnt about its address spaces. */
    final WalkScope scope = new WalkScope();
    /** The context that the walk has read may be kept. */
    final Bool installContext = bool();

    final Bool installProcess = bool();
}
