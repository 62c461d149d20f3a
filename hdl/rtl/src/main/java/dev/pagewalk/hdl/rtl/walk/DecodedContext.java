package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.config.Feature;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Data;
import spinal.core.UInt;

import java.util.ArrayList;
import java.util.List;

/** What a walk needs of a device context. Mode fields of page tables are a {@link ModeCode}. [IOMMU §3.1.3] */
final class DecodedContext extends Bundle implements Packed {
    public final Bool valid = bool();
    public final Bool enAts = bool();
    public final Bool enPri = bool();
    public final Bool prpr = bool();
    public final Bool t2gpa = bool();
    public final Bool dtf = bool();
    public final Bool pdtv = bool();
    public final Bool gade = bool();
    public final Bool sade = bool();
    public final Bool dpe = bool();
    public final Bool sbe = bool();
    public final Bool sxl = bool();
    public final UInt secondMode = uint(2);
    public final UInt gscid = uint(16);
    public final UInt secondRoot = uint(44);
    public final UInt pscid = uint(20);
    public final UInt rcid = uint(12);
    public final UInt mcid = uint(12);
    public final UInt firstMode = uint(4);
    public final UInt firstRoot = uint(44);
    public final Bool msiOn = bool();
    public final UInt msiRoot = uint(44);
    public final UInt msiMask = uint(52);
    public final UInt msiPattern = uint(52);

    @Override
    public List<Data> stored(WalkParameters parameters) {
        List<Data> fields = new ArrayList<>();
        for (int word = 0; word < parameters.contextWords(); word++) {
            fields.addAll(word(word, parameters));
        }
        return fields;
    }

    /** The stored fields that come from one doubleword of the context. */
    List<Data> word(int index, WalkParameters p) {
        return switch (index) {
            case 0 -> flags(p);
            case 1 -> List.of(secondMode, gscid, secondRoot);
            case 2 -> attributes(p);
            case 3 -> List.of(firstMode, firstRoot);
            case 4 -> List.of(msiOn, msiRoot);
            case 5 -> List.of(msiMask);
            case 6 -> List.of(msiPattern);
            default -> List.of();
        };
    }

    private List<Data> flags(WalkParameters p) {
        List<Data> fields = new ArrayList<>(List.of(valid, dtf, pdtv));
        addIf(fields, p.has(Feature.ATS), enAts, enPri, prpr);
        addIf(fields, p.has(Feature.T2GPA), t2gpa);
        addIf(fields, p.hasProcesses(), dpe);
        addIf(fields, p.has(Feature.AMO_HWAD), gade, sade);
        addIf(fields, p.has(Feature.BOTH_ENDIAN), sbe);
        addIf(fields, p.hasRv32(), sxl);
        return fields;
    }

    private List<Data> attributes(WalkParameters p) {
        List<Data> fields = new ArrayList<>();
        fields.add(pscid);
        addIf(fields, p.has(Feature.QOSID), rcid, mcid);
        return fields;
    }

    private static void addIf(List<Data> fields, boolean present, Data... added) {
        if (present) {
            fields.addAll(List.of(added));
        }
    }
}
