package dev.pagewalk.testbench.report.timeline;

/**
 * What a page of memory is to the walker, as far as the reads until now tell.
 *
 * @param kind which structure
 * @param level level of its entries, 0 for leaves
 * @param bigEndian byte order of its entries
 * @param nested true for tables whose entries hold guest addresses
 */
record TableName(Kind kind, int level, boolean bigEndian, boolean nested) {
    /** Structures in memory. */
    enum Kind {
        DEVICE_DIRECTORY("device directory"),
        PROCESS_DIRECTORY("process directory"),
        FIRST_STAGE("first stage"),
        SECOND_STAGE("second stage"),
        MSI("MSI table");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    TableName below() {
        return new TableName(kind, Math.max(0, level - 1), bigEndian, nested);
    }

    String text() {
        return kind == Kind.MSI ? kind.text : kind.text + " L" + level;
    }
}
