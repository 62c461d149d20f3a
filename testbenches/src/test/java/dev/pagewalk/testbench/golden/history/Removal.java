package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;
import dev.pagewalk.testbench.golden.Invalidation;

/** Restates the removal rules on cache lines, independently of the history's own coverage, and can break each. */
final class Removal {
    private final CacheBug bug;

    Removal(CacheBug bug) {
        this.bug = bug;
    }

    boolean mustGo(Invalidation command, Entry entry, CacheLine line) {
        if (bug == CacheBug.IGNORES_EVERY_INVALIDATION) {
            return false;
        }
        return switch (command.scope()) {
            case DDT -> switch (entry.kind()) {
                case DDT_NON_LEAF -> !command.deviceValid() && bug != CacheBug.KEEPS_DIRECTORY_POINTERS;
                case DEVICE_CONTEXT -> device(command, entry) && bug != CacheBug.KEEPS_DEVICE_CONTEXTS;
                case PDT_NON_LEAF, PROCESS_CONTEXT -> device(command, entry)
                        && bug != CacheBug.KEEPS_PROCESS_CONTEXTS_OF_A_DEVICE;
                default -> false;
            };
            case PDT -> entry.kind() == AccessKind.PROCESS_CONTEXT
                    && entry.deviceId() == command.deviceId()
                    && entry.processId() == command.processId()
                    && bug != CacheBug.KEEPS_PROCESS_CONTEXTS;
            case VMA -> entry.kind() == AccessKind.FIRST_STAGE_PTE && virtual(command, entry, line);
            case GVMA -> guest(command, entry, line);
        };
    }

    private static boolean device(Invalidation command, Entry entry) {
        return !command.deviceValid() || entry.deviceId() == command.deviceId();
    }

    private boolean virtual(Invalidation command, Entry entry, CacheLine line) {
        int space = command.gscidValid() ? command.gscid() : ImplicitAccess.NONE;
        boolean kept = line.global() && (command.pscidValid() || bug == CacheBug.KEEPS_GLOBAL_MAPPINGS);
        boolean process = !command.pscidValid() || entry.pscid() == command.pscid();
        return entry.gscid() == space
                && process
                && !kept
                && bug != CacheBug.KEEPS_FIRST_STAGE
                && address(command, entry, line);
    }

    private boolean guest(Invalidation command, Entry entry, CacheLine line) {
        boolean second = entry.kind() == AccessKind.SECOND_STAGE_PTE && bug != CacheBug.KEEPS_SECOND_STAGE;
        boolean message = entry.kind() == AccessKind.MSI_PTE && bug != CacheBug.KEEPS_MSI_ENTRIES;
        boolean machine = !command.gscidValid() || (entry.gscid() == command.gscid() && address(command, entry, line));
        return (second || message) && machine;
    }

    private boolean address(Invalidation command, Entry entry, CacheLine line) {
        if (!command.addressValid()) {
            return true;
        }
        int shift = 12 + (line.size() == 4 ? 10 : 9) * entry.level();
        boolean leaf = entry.kind() == AccessKind.MSI_PTE || (line.first() & 0b1010) != 0;
        if (!leaf && (!command.nonLeaf() || bug == CacheBug.IGNORES_NON_LEAF)) {
            return false;
        }
        if (leaf && entry.level() > 0 && bug == CacheBug.KEEPS_SUPERPAGES_OF_AN_ADDRESS) {
            return false;
        }
        boolean wide = line.napot() && bug != CacheBug.DROPS_ONLY_ONE_PAGE_OF_A_NAPOT_PAGE;
        Invalidation narrowed = bug == CacheBug.IGNORES_RANGE && command.range() ? onePage(command) : command;
        return narrowed.overlaps(entry.prefix() << shift, wide ? 16 : shift);
    }

    /** The command as a cache without ranges would understand it. */
    private static Invalidation onePage(Invalidation command) {
        return new Invalidation(
                command.scope(),
                true,
                command.pscidValid(),
                command.gscidValid(),
                command.nonLeaf(),
                false,
                command.pscid(),
                command.gscid(),
                command.address(),
                false,
                0,
                0);
    }
}
