package dev.pagewalk.architecture;

/** What must be implemented for a register to exist; an absent one reads 0 and ignores writes. [IOMMU §6] */
public enum Presence {
    ALWAYS("always"),
    ATS("ATS=1"),
    HPM("HPM=1"),
    DBG("DBG=1"),
    QOSID("QOSID=1"),
    MSI("IGS≠WSI");

    private final String condition;

    Presence(String condition) {
        this.condition = condition;
    }

    /** The condition in terms of capabilities. */
    public String condition() {
        return condition;
    }

    /** Whether a register with this presence exists in an implementation with {@code capabilities}. */
    public boolean in(long capabilities) {
        return switch (this) {
            case ALWAYS -> true;
            case ATS -> Capabilities.ATS.isSet(capabilities);
            case HPM -> Capabilities.HPM.isSet(capabilities);
            case DBG -> Capabilities.DBG.isSet(capabilities);
            case QOSID -> Capabilities.QOSID.isSet(capabilities);
            case MSI -> Capabilities.IGS.get(capabilities) != InterruptSupport.WSI.encoding();
        };
    }
}
