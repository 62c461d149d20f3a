package dev.pagewalk.testbench.judge.table;

/** Takes the checks made while the host's writes are followed. */
interface Findings {
    /** Ignores everything; for those who only want to follow. */
    Findings NONE = new Findings() {
        @Override
        public void count() {}

        @Override
        public void broken(TableRule rule, String expected, String actual, long cycle) {}
    };

    /** One check was made. */
    void count();

    /** A check failed. */
    void broken(TableRule rule, String expected, String actual, long cycle);
}
