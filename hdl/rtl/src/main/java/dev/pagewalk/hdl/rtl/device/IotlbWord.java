package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.Retirement;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;

/** What an entry of the first-level IOTLB stands for. */
public final class IotlbWord extends Bundle {
    private static final int PPN_BITS = 44;

    public final Translation page;
    public final Bool readable = bool();
    public final Bool writable = bool();
    public final Bool executable = bool();
    /** Segments inside the page: their bits come from the IOVA. */
    public final Bits covered;

    private final IommuParameters parameters;
    private final IotlbShape shape;

    IotlbWord(IommuParameters parameters, IotlbShape shape) {
        this.parameters = parameters;
        this.shape = shape;
        page = new Translation(parameters);
        covered = bits(shape.segments() - 1);
    }

    /** The word of what a walk found. */
    static IotlbWord of(IommuParameters parameters, IotlbShape shape, WalkResult result) {
        IotlbWord word = new IotlbWord(parameters, shape);
        set(word.page, Translation.of(parameters, result));
        set(word.readable, result.readable);
        set(word.writable, result.writable);
        set(word.executable, result.executable);
        set(word.covered, IotlbKey.covered(shape, result.sizeLog2));
        return word;
    }

    private Bool inside(int k) {
        return Canaries.lose(Canary.SUPERPAGE_OFFSET, at(covered, k));
    }

    /** The 4-KiB page of a key inside this entry's page. */
    Translation translate(IotlbKey key) {
        Translation to = new Translation(parameters);
        to.setPlace(page);
        to.setOrigin(u(0, 5), b(Retirement.SOURCE_IOTLB, 4));
        for (int k = 0; k + 1 < shape.segments(); k++) {
            int high = Math.min(shape.end(k) - 12, PPN_BITS - 1);
            int low = shape.start(k) - 12;
            if (low < PPN_BITS) {
                set(slice(to.ppn, high, low), mux(inside(k), slice(key.page, high, low), slice(page.ppn, high, low)));
            }
        }
        return to;
    }
}
