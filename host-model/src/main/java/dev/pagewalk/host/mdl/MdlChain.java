package dev.pagewalk.host.mdl;

import dev.pagewalk.host.outcome.ContractViolation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks MDL chains; a cycle or a freed member is refused before anything changes (S-IRP-8). */
public final class MdlChain {

    private MdlChain() {}

    /** The chain's members, head first. */
    public static List<Mdl> members(Mdl head) {
        List<Mdl> members = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (Mdl mdl = head; mdl != null; mdl = mdl.next()) {
            if (!seen.add(mdl.address())) {
                throw new ContractViolation("S-IRP-8", "MDL chain has a cycle: " + mdl);
            }
            members.add(mdl);
        }
        return members;
    }

    /** Last member, null for an empty chain. */
    static Mdl tail(Mdl head) {
        List<Mdl> members = members(head);
        return members.isEmpty() ? null : members.get(members.size() - 1);
    }
}
