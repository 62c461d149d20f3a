package dev.pagewalk.testbench.golden;

/** One inbound request from arrival to answer: translate, classify, report [IOMMU §5, §7, §8]. */
final class RequestHandler {
    private final Translator translator;
    private final MrifStore mrifStore;
    private final FaultReporter faults;
    private final HpmCounters hpm;
    private final RegisterState registers;
    private final Transaction transaction = new Transaction();
    private final Translation translation = new Translation();

    RequestHandler(
            Translator translator,
            MrifStore mrifStore,
            FaultReporter faults,
            HpmCounters hpm,
            RegisterState registers) {
        this.translator = translator;
        this.mrifStore = mrifStore;
        this.faults = faults;
        this.hpm = hpm;
        this.registers = registers;
    }

    TranslationResult handle(InboundRequest request) {
        transaction.start(request, request.wanted(), request.faultingAccess());
        countRequest(request.origin());
        try {
            translator.translate(transaction, translation);
        } catch (StopAndReport stop) {
            return stopped(request, stop);
        }
        boolean bare = registers.ddtpMode() == DeviceDirectory.MODE_BARE;
        TranslationResult.Mrif mrif = translation.mrif
                ? new TranslationResult.Mrif(
                        translation.mrifAddress, translation.noticeAddress, translation.noticeId, transaction.dc.dtf())
                : null;
        return new TranslationResult(
                TranslationResult.Status.OK,
                null,
                translation.spa,
                translation.log2Size,
                translation.pbmt,
                translation.msi,
                mrif,
                request.origin() == Origin.ATS ? AtsCompletion.granted(transaction, translation) : null,
                0,
                false,
                // [IOMMU §11] device traffic carries the ids of its context, or of iommu_qosid in Bare mode
                bare ? registers.rcid() : transaction.dc.rcid(),
                bare ? registers.mcid() : transaction.dc.mcid());
    }

    /** As {@link #handle}; an access that ends in an MRIF is carried out here [IOMMU §6 MRIF store]. */
    TranslationResult handleWithData(InboundRequest request, int size, int data) {
        TranslationResult result = handle(request);
        if (result.mrif() == null || request.origin() == Origin.ATS) {
            return result;
        }
        if (!MrifStore.supported(request.iova(), size)) {
            return TranslationResult.stopped(TranslationResult.Status.UNSUPPORTED_REQUEST, null, null, 0, false);
        }
        if (request.access() != Access.WRITE) {
            return result;
        }
        try {
            mrifStore.store(transaction, translation, data);
            return result;
        } catch (StopAndReport stop) {
            return stopped(request, stop);
        }
    }

    /** As {@link #handle}, but the data path fails after the translation: cause 272, whatever DTF says [IOMMU §8]. */
    TranslationResult handleInternalError(InboundRequest request) {
        TranslationResult result = handle(request);
        return result.status() == TranslationResult.Status.OK
                ? stopped(request, new StopAndReport(Cause.INTERNAL_DATA_PATH_ERROR))
                : result;
    }

    private void countRequest(Origin origin) {
        hpm.count(
                switch (origin) {
                    case UNTRANSLATED -> HpmEvent.UNTRANSLATED_REQUEST;
                    case TRANSLATED -> HpmEvent.TRANSLATED_REQUEST;
                    case ATS -> HpmEvent.ATS_REQUEST;
                },
                transaction);
    }

    private TranslationResult stopped(InboundRequest request, StopAndReport stop) {
        AtsCompletion.Answer answer = request.origin() == Origin.ATS
                ? AtsCompletion.answer(stop.cause())
                : AtsCompletion.Answer.UNSUPPORTED_REQUEST;
        if (answer == AtsCompletion.Answer.DENIED) {
            // [IOMMU §7] a success response leaves no fault record
            return TranslationResult.stopped(
                    TranslationResult.Status.OK, stop.cause(), AtsCompletion.denied(request), 0, false);
        }
        boolean recorded = faults.report(transaction, stop, request.ttyp(), request.iova());
        TranslationResult.Status status = answer == AtsCompletion.Answer.COMPLETER_ABORT
                ? TranslationResult.Status.COMPLETER_ABORT
                : TranslationResult.Status.UNSUPPORTED_REQUEST;
        return TranslationResult.stopped(status, stop.cause(), null, stop.iotval2(), recorded);
    }
}
