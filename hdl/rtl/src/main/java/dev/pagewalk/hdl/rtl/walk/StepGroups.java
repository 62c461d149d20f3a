package dev.pagewalk.hdl.rtl.walk;

import spinal.core.Bool;

/**
 * The parts of the decision stage, in the order in which they depend on each other.
 *
 * <pre>
 *  arrival ----> directory, process, first, secondEntry, msi
 *  admission --> process --> first --> target --> second --> outcome
 * </pre>
 *
 * @param forProcess the second stage translates for the process directory
 */
record StepGroups(
        EntryArrival arrival,
        DirectoryWalk directory,
        ContextAdmission admission,
        ProcessWalk process,
        FirstStageWalk first,
        SecondStageEntry secondEntry,
        GuestTarget target,
        SecondStageStart second,
        MsiWalk msi,
        Outcome outcome,
        Bool forProcess) {}
