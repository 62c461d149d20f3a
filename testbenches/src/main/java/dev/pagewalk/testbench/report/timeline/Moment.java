package dev.pagewalk.testbench.report.timeline;

/**
 * Something beside the transactions of devices.
 *
 * @param area who did it
 * @param start first cycle
 * @param end last cycle
 * @param text what it was
 */
record Moment(Area area, long start, long end, String text) {
    /** Who did it. */
    enum Area {
        HOST("host", 4),
        REGISTERS("registers", 5),
        QUEUES("queues", 6),
        INTERRUPTS("interrupts", 7);

        private final String text;
        private final int process;

        Area(String text, int process) {
            this.text = text;
            this.process = process;
        }

        /** Number of its process in a trace. */
        int process() {
            return process;
        }

        String text() {
            return text;
        }
    }
}
