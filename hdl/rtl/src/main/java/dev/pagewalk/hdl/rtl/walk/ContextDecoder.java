package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.rtl.walk.PageEntry.bit;
import static dev.pagewalk.hdl.rtl.walk.PageEntry.number;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Statements.set;

import dev.pagewalk.architecture.DeviceContext;
import dev.pagewalk.architecture.ProcessContext;
import dev.pagewalk.architecture.Stage;
import spinal.core.Bits;
import spinal.core.Bool;

/** Names the fields of context doublewords. Each doubleword decodes on its own, so that bursts need no buffer. */
final class ContextDecoder {
    private ContextDecoder() {}

    /** A device context whose every doubleword is the given one: the caller keeps the fields that are in it. */
    static DecodedContext device(Bits word) {
        DecodedContext c = new DecodedContext();
        set(c.valid, bit(word, DeviceContext.V.bits()));
        set(c.enAts, bit(word, DeviceContext.EN_ATS.bits()));
        set(c.enPri, bit(word, DeviceContext.EN_PRI.bits()));
        set(c.prpr, bit(word, DeviceContext.PRPR.bits()));
        set(c.t2gpa, bit(word, DeviceContext.T2GPA.bits()));
        set(c.dtf, bit(word, DeviceContext.DTF.bits()));
        set(c.pdtv, bit(word, DeviceContext.PDTV.bits()));
        set(c.gade, bit(word, DeviceContext.GADE.bits()));
        set(c.sade, bit(word, DeviceContext.SADE.bits()));
        set(c.dpe, bit(word, DeviceContext.DPE.bits()));
        set(c.sbe, bit(word, DeviceContext.SBE.bits()));
        set(c.sxl, bit(word, DeviceContext.SXL.bits()));
        set(c.secondMode, ModeCode.of(number(word, DeviceContext.IOHGATP_MODE.bits())));
        set(c.gscid, number(word, DeviceContext.IOHGATP_GSCID.bits()));
        set(c.secondRoot, number(word, DeviceContext.IOHGATP_PPN.bits()));
        set(c.pscid, number(word, DeviceContext.TA_PSCID.bits()));
        set(c.rcid, number(word, DeviceContext.TA_RCID.bits()));
        set(c.mcid, number(word, DeviceContext.TA_MCID.bits()));
        set(c.firstMode, number(word, DeviceContext.FSC_MODE.bits()));
        set(c.firstRoot, number(word, DeviceContext.FSC_PPN.bits()));
        set(c.msiOn, eq(number(word, DeviceContext.MSIPTP_MODE.bits()), DeviceContext.MSIPTP_FLAT));
        set(c.msiRoot, number(word, DeviceContext.MSIPTP_PPN.bits()));
        set(c.msiMask, number(word, DeviceContext.MSI_ADDR_MASK.bits()));
        set(c.msiPattern, number(word, DeviceContext.MSI_ADDR_PATTERN.bits()));
        return c;
    }

    /** A process context whose both doublewords are the given one. */
    static FirstStageRoot process(Bits word) {
        FirstStageRoot root = new FirstStageRoot();
        set(root.valid, bit(word, ProcessContext.V.bits()));
        set(root.ens, bit(word, ProcessContext.ENS.bits()));
        set(root.sum, bit(word, ProcessContext.SUM.bits()));
        set(root.pscid, number(word, ProcessContext.PSCID.bits()));
        set(root.mode, number(word, ProcessContext.FSC_MODE.bits()));
        set(root.root, number(word, ProcessContext.FSC_PPN.bits()));
        return root;
    }

    /** Reserved bits of a process-context doubleword. [IOMMU §3.2, checks of a PC] */
    static Bool malformedProcess(int index, Bits word) {
        return index == 0 ? or(any(slice(word, Long.SIZE - 1, 32)), any(slice(word, 11, 3))) : any(slice(word, 59, 44));
    }

    /** The mode of a process context does not fit SXL or is not built in. */
    static Bool inconsistent(WalkParameters p, FirstStageRoot root, Bool sxl) {
        return not(AddressShape.known(p, Stage.FIRST, root.mode, sxl));
    }
}
