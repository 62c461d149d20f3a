package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.Invalidation;

/** Whether a command must remove an entry; it may always remove more [IOMMU §9]. */
public final class Coverage {
    private Coverage() {}

    /**
     * Whether {@code command} covers the entry that {@code access} reads and whose first doubleword is {@code raw}.
     *
     * @param global whether the mapping is global: G in this entry or in a pointer above it
     */
    public static boolean covers(Invalidation command, ImplicitAccess access, long raw, boolean global) {
        return coversShape(command, access, EntryValue.shape(access, raw), global);
    }

    /** As {@link #covers}, for any value of this {@link EntryValue#shape}. */
    static boolean coversShape(Invalidation command, ImplicitAccess access, int shape, boolean global) {
        return switch (access.kind()) {
            case DDT_NON_LEAF -> command.scope() == Invalidation.Scope.DDT && !command.deviceValid();
            case DEVICE_CONTEXT, PDT_NON_LEAF -> coversDevice(command, access);
            case PROCESS_CONTEXT -> coversContext(command, access);
            case FIRST_STAGE_PTE -> coversFirstStage(command, access, shape, global);
            case SECOND_STAGE_PTE, MSI_PTE -> coversSecondStage(command, access, shape);
            default -> false;
        };
    }

    /** Whether commands of this scope can cover the entry at all, as a table or as part of a context that is kept. */
    static boolean concerns(Invalidation.Scope scope, ImplicitAccess access) {
        return switch (scope) {
            case VMA -> access.kind() == AccessKind.FIRST_STAGE_PTE;
            case GVMA -> access.kind() == AccessKind.SECOND_STAGE_PTE || access.kind() == AccessKind.MSI_PTE;
            default -> access.kind() != AccessKind.FIRST_STAGE_PTE;
        };
    }

    private static boolean coversDevice(Invalidation command, ImplicitAccess access) {
        return command.scope() == Invalidation.Scope.DDT
                && (!command.deviceValid() || command.deviceId() == access.deviceId());
    }

    /** INVAL_DDT of the device drops its process contexts too; INVAL_PDT drops one. */
    static boolean coversContext(Invalidation command, ImplicitAccess access) {
        if (command.scope() == Invalidation.Scope.PDT) {
            return command.deviceId() == access.deviceId() && command.processId() == access.processId();
        }
        return coversDevice(command, access);
    }

    private static boolean coversFirstStage(Invalidation command, ImplicitAccess access, int shape, boolean global) {
        if (command.scope() != Invalidation.Scope.VMA || !sameSpace(command, access)) {
            return false;
        }
        // PSCV=1: that PSCID only, and not global mappings
        if (command.pscidValid() && (global || command.pscid() != access.pscid())) {
            return false;
        }
        return coversAddress(command, access, shape);
    }

    /** GV=0 means the host's own spaces, GV=1 those of one GSCID. */
    private static boolean sameSpace(Invalidation command, ImplicitAccess access) {
        return command.gscidValid() ? command.gscid() == access.gscid() : access.gscid() == ImplicitAccess.NONE;
    }

    private static boolean coversSecondStage(Invalidation command, ImplicitAccess access, int shape) {
        if (command.scope() != Invalidation.Scope.GVMA) {
            return false;
        }
        // GV=0: every VM, the other operands are ignored
        return !command.gscidValid() || (command.gscid() == access.gscid() && coversAddress(command, access, shape));
    }

    /** Without AV everything; with AV leaf entries of the address, and pointers only with NL. */
    private static boolean coversAddress(Invalidation command, ImplicitAccess access, int shape) {
        if (!command.addressValid()) {
            return true;
        }
        boolean level = command.nonLeaf() || shape != EntryValue.POINTER;
        return level && command.overlaps(access.subject(), EntryValue.pageShift(access, shape));
    }
}
