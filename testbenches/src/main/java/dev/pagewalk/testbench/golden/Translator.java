package dev.pagewalk.testbench.golden;

/** The translation procedure, step by step [IOMMU §5]. */
final class Translator {
    /** Walks of one request after which an endless race with software is reported as an error of the model's user. */
    static final int MAX_WALKS = 64;

    private final RegisterState registers;
    private final DeviceDirectory deviceDirectory;
    private final ProcessDirectory processDirectory;
    private final FirstStage firstStage;
    private final SecondStage secondStage;
    private final MsiTranslation msi;
    private final HpmCounters hpm;
    private final ImplicitAccessPort port;

    Translator(
            Capabilities capabilities,
            GoldenConfig config,
            ImplicitAccessPort port,
            RegisterState registers,
            HpmCounters hpm) {
        this.registers = registers;
        this.hpm = hpm;
        this.port = port;
        deviceDirectory =
                new DeviceDirectory(capabilities, new DeviceContextChecks(capabilities, config), port, registers, hpm);
        secondStage = new SecondStage(capabilities, port, registers, hpm);
        firstStage = new FirstStage(capabilities, port, secondStage, hpm);
        processDirectory = new ProcessDirectory(capabilities, port, secondStage, hpm);
        msi = new MsiTranslation(capabilities, port, registers);
    }

    DeviceDirectory deviceDirectory() {
        return deviceDirectory;
    }

    /** Runs the procedure; {@code result} is complete unless {@link StopAndReport} was thrown. */
    void translate(Transaction t, Translation result) {
        InboundRequest request = t.request;
        boolean untranslated = request.origin() == Origin.UNTRANSLATED;
        result.identity(request.iova());
        // [IOMMU §5 step 1]
        if (registers.ddtpMode() == DeviceDirectory.MODE_OFF) {
            throw new StopAndReport(Cause.ALL_INBOUND_DISALLOWED);
        }
        // [IOMMU §5 step 2]
        if (registers.ddtpMode() == DeviceDirectory.MODE_BARE) {
            disallowUnless(untranslated);
            return;
        }
        // [IOMMU §5 steps 3-6]
        deviceDirectory.locate(t);
        checkType(t, untranslated);
        boolean translated = request.origin() == Origin.TRANSLATED;
        // [IOMMU §5 step 8]
        if (translated && !t.dc.t2gpa()) {
            return;
        }
        try {
            translateAndUpdate(t, result, translated);
        } finally {
            port.dropUpdates();
        }
    }

    /** Steps 9 to 20; A and D are updated when nothing has faulted, and the walk is repeated when an entry has changed. */
    private void translateAndUpdate(Transaction t, Translation result, boolean translated) {
        firstStage.start();
        secondStage.start();
        int walks = 0;
        do {
            if (++walks > MAX_WALKS) {
                throw new IllegalStateException("entries change whenever they are updated: walks=" + MAX_WALKS
                        + ", iova=0x" + Long.toHexString(t.request.iova()));
            }
            result.identity(t.request.iova());
            // [IOMMU §5 step 9] a translated request of a T2GPA device carries a GPA
            if (!translated) {
                selectFirstStage(t);
            }
            translateStages(t, result);
            // [IOMMU §1 debug interface] an MRIF has no address to report: 260
            disallowUnless(!(t.debug && result.mrif));
        } while (!port.commitUpdates());
    }

    /** Step 7. */
    private static void checkType(Transaction t, boolean untranslated) {
        // [IOMMU §5 step 7a]
        disallowUnless(untranslated || t.dc.enAts());
        if (t.processIdValid) {
            // [IOMMU §5 step 7b]
            disallowUnless(t.dc.pdtv());
            // [IOMMU §5 step 7c]
            disallowUnless(!Bits.wider(t.processId, ProcessDirectoryMode.processIdBits(t.dc.fscMode())));
        }
    }

    private static void disallowUnless(boolean allowed) {
        if (!allowed) {
            throw new StopAndReport(Cause.TYPE_DISALLOWED);
        }
    }

    /** Steps 10 to 15. */
    private void selectFirstStage(Transaction t) {
        DeviceContext dc = t.dc;
        if (!dc.pdtv()) {
            // [IOMMU §5 step 10]
            t.useFirstStage(dc.fsc, dc.pscid());
            return;
        }
        if (!t.processIdValid) {
            // [IOMMU §5 step 12]
            if (!dc.dpe()) {
                return;
            }
            // [IOMMU §5 step 11]
            t.processId = 0;
        }
        // [IOMMU §5 step 13] a Bare pdtp leaves the first stage Bare, without ENS and SUM
        if (dc.fscMode() != ProcessDirectoryMode.BARE) {
            // [IOMMU §5 steps 14, 15]
            processDirectory.locate(t, dc.fscMode());
        }
    }

    /** Steps 17 to 20. */
    private void translateStages(Transaction t, Translation result) {
        if (t.firstStage != PageTableMode.BARE || t.secondStage != PageTableMode.BARE) {
            hpm.count(HpmEvent.TLB_MISS, t);
        }
        // [IOMMU §5 step 17]
        firstStage.translate(t);
        long gpa = firstStage.address;
        result.log2Size = firstStage.log2Size;
        result.permissions = firstStage.permissions;
        result.pbmt = firstStage.pbmt;
        result.global = firstStage.global;
        // [IOMMU §5 step 18, note a] the match comes before the width check
        if (msi.matches(t.dc, gpa)) {
            msi.translate(t, gpa, result);
            answerGuestAddress(t, gpa, result);
            return;
        }
        // [IOMMU §5 step 19]
        secondStage.translateRequest(t, gpa, firstStage.permissions);
        result.spa = secondStage.address;
        result.log2Size = Math.min(result.log2Size, secondStage.log2Size);
        result.permissions &= secondStage.permissions;
        // [IOMMU §4] the first stage's memory type wins when it is not PMA
        if (result.pbmt == 0) {
            result.pbmt = secondStage.pbmt;
        }
        answerGuestAddress(t, gpa, result);
    }

    /** [IOMMU §7] an ATS completion of a T2GPA device carries the GPA, with permissions and size of both stages. */
    private static void answerGuestAddress(Transaction t, long gpa, Translation result) {
        if (t.reduce && t.dc.t2gpa()) {
            result.spa = gpa;
        }
    }
}
