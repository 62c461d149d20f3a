package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/** Fields of {@code iommu_qosid}. [IOMMU §6 iommu_qosid] */
public final class QosRegister {

    public static final BitField RCID = bits("RCID", 11, 0, "resource control id of the IOMMU's own accesses");
    public static final BitField MCID = bits("MCID", 27, 16, "monitoring control id of the IOMMU's own accesses");

    public static final List<BitField> FIELDS = List.of(RCID, MCID);

    private QosRegister() {}
}
