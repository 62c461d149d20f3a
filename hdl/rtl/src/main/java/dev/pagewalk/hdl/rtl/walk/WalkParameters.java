package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.lt;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.ProcessDirectoryMode;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Types;
import spinal.core.Bool;
import spinal.core.UInt;

import java.util.Arrays;
import java.util.List;

/**
 * The parameters of an IOMMU as the walk engine asks for them.
 *
 * @param iommu what the whole is built with
 */
record WalkParameters(IommuParameters iommu) {
    /** Width of an address on the walker port. */
    static final int ADDRESS_BITS = 56;

    /** Whether a feature is built in; what is off costs no gates. */
    boolean has(Feature feature) {
        return iommu.has(feature);
    }

    /** A number. */
    int size(Size size) {
        return iommu.size(size);
    }

    /** Walks in flight. */
    int walks() {
        return iommu.walks();
    }

    /** Width of a slot number. */
    int slotBits() {
        return Math.max(1, Types.log2Up(walks()));
    }

    /** Whether a compare-and-swap that lost may be tried again. */
    Bool retriesLeft(UInt retries) {
        int most = size(Size.EXCLUSIVE_RETRIES);
        return most == 0 ? off() : lt(retries, most);
    }

    /** Modes of one stage, in the order of the architecture. */
    List<PageTableMode> modes(Stage stage) {
        return Arrays.stream(PageTableMode.values())
                .filter(m -> m.stage() == stage && has(Feature.valueOf(m.name())))
                .toList();
    }

    /** Modes of one stage with entries of 4 or of 8 bytes. */
    List<PageTableMode> modes(Stage stage, boolean rv32) {
        return modes(stage).stream().filter(m -> m.isRv32() == rv32).toList();
    }

    /** Whether a stage has a mode with entries of 4 bytes. */
    boolean hasRv32(Stage stage) {
        return !modes(stage, true).isEmpty();
    }

    /** Whether any stage has a mode with entries of 4 bytes. */
    boolean hasRv32() {
        return hasRv32(Stage.FIRST) || hasRv32(Stage.SECOND);
    }

    /** Levels of the deepest mode of a stage. */
    int levels(Stage stage) {
        return modes(stage).stream().mapToInt(PageTableMode::levels).max().orElseThrow();
    }

    /** Levels of the deepest mode of both stages. */
    int levels() {
        return Math.max(levels(Stage.FIRST), levels(Stage.SECOND));
    }

    /** Whether there is a process directory. */
    boolean hasProcesses() {
        return iommu.processContexts();
    }

    /** Supported process-directory modes beside Bare. */
    List<ProcessDirectoryMode> processModes() {
        return Arrays.stream(ProcessDirectoryMode.values())
                .filter(m -> m != ProcessDirectoryMode.BARE && has(Feature.valueOf(m.name())))
                .toList();
    }

    /** Doublewords of a device context. */
    int contextWords() {
        return iommu.contextFormat().bytes() / Long.BYTES;
    }

    /** Guest physical address bits; mask and pattern bits above are reserved. [IOMMU §3.1.3.7] */
    int guestAddressBits() {
        return modes(Stage.SECOND).stream()
                .mapToInt(PageTableMode::addressBits)
                .max()
                .orElseThrow();
    }
}
