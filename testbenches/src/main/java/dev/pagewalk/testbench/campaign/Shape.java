package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.DeviceContextFormat;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.ProcessDirectoryMode;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What tables a configuration takes, and what this seed makes of its choices.
 *
 * @param rv32 fctl.GXL: second stage, and with it the first, in the 32-bit scheme
 * @param bigEndian fctl.BE
 */
record Shape(IommuParameters parameters, boolean rv32, boolean bigEndian) {
    static Shape of(IommuParameters parameters, Random random) {
        boolean rv32 = parameters.has(Feature.GXL_WRITABLE) && random.nextBoolean();
        return new Shape(parameters, rv32, parameters.has(Feature.BE_WRITABLE) && random.nextBoolean());
    }

    boolean has(Feature feature) {
        return parameters.has(feature);
    }

    DeviceContextFormat format() {
        return parameters.contextFormat();
    }

    /** Whether contexts may choose the 32-bit scheme for their first stage. */
    boolean mayNarrow() {
        return !rv32 && has(Feature.GXL_WRITABLE);
    }

    /** Whether contexts may choose another byte order. */
    boolean mayTurn() {
        return has(Feature.BE_WRITABLE);
    }

    /** Modes of a stage; {@code narrow} selects those of the 32-bit scheme. */
    List<PageTableMode> modes(Stage stage, boolean narrow) {
        return Arrays.stream(PageTableMode.values())
                .filter(mode -> mode.stage() == stage && mode.isRv32() == narrow)
                .filter(mode -> mode.capability().isSet(parameters.capabilities()))
                .toList();
    }

    List<ProcessDirectoryMode> directories() {
        List<ProcessDirectoryMode> modes = new ArrayList<>();
        for (ProcessDirectoryMode mode : ProcessDirectoryMode.values()) {
            if (mode != ProcessDirectoryMode.BARE && has(Feature.valueOf(mode.name()))) {
                modes.add(mode);
            }
        }
        return modes;
    }

    int rcidBits() {
        return parameters.size(Size.RCID_BITS);
    }

    int mcidBits() {
        return parameters.size(Size.MCID_BITS);
    }
}
