package dev.pagewalk.host.mdl;

import java.util.ArrayList;
import java.util.List;

/**
 * The legality matrix as a table.
 *
 * <p>Cells: {@code ok} (flags unchanged), {@code ok=HEX} (flags afterwards, without fixed-size and write bit),
 * {@code freed}, {@code same} (returns MappedSystemVa), {@code success}, {@code unmapped} and
 * {@code invalid} (the status SUCCESS, NOT_MAPPED_VIEW or INVALID_PARAMETER), {@code S-ABC-1} (contract violation), {@code S-ABC-1/B2} (the same, or with Verifier
 * 0xC4/0xB2), {@code !DA:6} (bug check with parameter 1), {@code !DA:6/B6} (the same, or with Verifier 0xC4/0xB6).
 */
final class LegalityMatrix {

    record Cell(MdlOperation operation, MdlState state, String outcome) {
        @Override
        public String toString() {
            return operation + " in " + state + ": " + outcome;
        }
    }

    private static final String TABLE =
            """
            operation      | I          N          L          LM         P          PM         PI
                           | PN         A          AM         RL         RP         RA
            BUILD_NONPAGED | ok=4       S-BLD-1    S-BLD-1    S-BLD-1    S-BLD-1    S-BLD-1    S-BLD-1
                           | S-BLD-1    S-BLD-1    S-BLD-1    S-BLD-1    S-BLD-1    S-BLD-1
            PROBE_AND_LOCK | ok=2       S-PLK-1/B0 S-PLK-1/B0 S-PLK-1/B0 S-PLK-1/B0 S-PLK-1/B0 S-PLK-1/B0
                           | S-PLK-1/B0 S-PLK-1/B0 S-PLK-1/B0 S-PLK-1/B0 S-PLK-1/B0 S-PLK-1/B0
            UNLOCK         | S-UNL-1/7C S-UNL-1/7D ok=0       ok=0       S-UNL-1/B4 S-UNL-1/B4 S-UNL-1/B4
                           | S-UNL-1/B4 S-UNL-9    S-UNL-9    S-UNL-8    S-UNL-1/B4 S-UNL-9
            MAP_SYSTEM     | S-MLP-1/B3 S-BLD-5/B2 ok=3       S-MLP-1/B2 ok=31      S-MLP-1/B2 S-MLP-1/B2
                           | S-BLD-5/B2 ok=3       S-MLP-1/B2 S-MLP-1/B2 S-MLP-1/B2 S-MLP-1/B2
            MAP_USER       | S-MLP-1/B3 ok         ok         ok         ok         ok         ok
                           | ok         ok         ok         ok         ok         ok
            MAP_RESERVED   | S-MLP-1/B3 S-BLD-5/B2 ok=3       S-MLP-1/B2 ok=31      S-MLP-1/B2 S-MLP-1/B2
                           | S-BLD-5/B2 ok=3       S-MLP-1/B2 S-MLP-1/B2 S-MLP-1/B2 S-MLP-1/B2
            UNMAP_SYSTEM   | !DA:6/B6   S-BLD-5/B6 !DA:6/B6   ok=2       !DA:6/B6   ok=10      S-UMP-1/B5
                           | S-UMP-1/B5 !DA:6/B6   ok=2       S-UMP-8    S-UMP-8    S-UMP-8
            UNMAP_RESERVED | !DA:10B    !DA:10B    !DA:10B    !DA:10B    !DA:10B    !DA:10B    !DA:10B
                           | !DA:10B    !DA:10B    !DA:10B    ok=2       ok=10      ok=2
            SAFE_MACRO     | S-MLP-1/B3 same       ok=3       same       ok=31      same       same
                           | same       ok=3       same       same       same       same
            PARTIAL_SOURCE | S-BPM-7    ok         ok         ok         ok         ok         ok
                           | ok         ok         ok         ok         ok         ok
            PARTIAL_TARGET | ok=10      S-BPM-13   S-BPM-13   S-BPM-13   ok=10      S-BPM-9    ok=10
                           | ok=10      S-BPM-13   S-BPM-13   S-BPM-13   S-BPM-9    S-BPM-13
            PREPARE        | ok         ok         ok         ok         ok         ok=10      ok
                           | ok         ok         ok         ok         S-UMP-8    ok
            ADVANCE        | S-ADV-5    ok         ok         ok         S-ADV-5    S-ADV-5    S-ADV-5
                           | S-ADV-5    S-ADV-5    S-ADV-5    S-ADV-5    S-ADV-5    S-ADV-5
            PROTECT        | unmapped   unmapped   unmapped   success    unmapped   success    success
                           | unmapped   unmapped   success    success    success    success
            MAP_CALLBACK   | S-MMM-6    success    success    success    success    success    success
                           | success    success    success    success    success    success
            IO_FREE        | freed      freed      S-IOF-3    S-IOF-3    freed      freed      freed
                           | freed      S-IOF-8    S-IOF-8    S-IOF-3    S-UMP-8    S-IOF-8
            FREE_PAGES     | !1A:1236   !1A:1236   !1A:1236   !1A:1236   !1A:1236   !1A:1236   !1A:1236
                           | !1A:1236   ok=0       ok=0       !1A:1236   !1A:1236   S-UNL-8
            MAP_TO_IOMMU   | invalid    success    success    success    success    success    success
                           | success    success    success    success    success    success
            """;

    private LegalityMatrix() {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        List<String> lines = TABLE.lines().toList();
        String[] states = columns(lines, 0);
        for (int row = 2; row < lines.size(); row += 2) {
            String line = lines.get(row);
            MdlOperation operation =
                    MdlOperation.valueOf(line.substring(0, line.indexOf('|')).strip());
            String[] outcomes = columns(lines, row);
            for (int i = 0; i < states.length; i++) {
                cells.add(new Cell(operation, MdlState.valueOf(states[i]), outcomes[i]));
            }
        }
        return cells;
    }

    /** A row is two lines. */
    private static String[] columns(List<String> lines, int row) {
        return (cells(lines.get(row)) + " " + cells(lines.get(row + 1))).split("\\s+");
    }

    private static String cells(String line) {
        return line.substring(line.indexOf('|') + 1).strip();
    }
}
