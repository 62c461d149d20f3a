package dev.pagewalk.testbench.vectors;

/** One operation of a scenario, with what must be seen afterwards [VECTORS §2]. */
public sealed interface Operation {
    /** Name in the format, for messages. */
    String name();

    /** What must be seen; never {@code null}. */
    Expectation expectation();

    /** A register write; {@code size} is 4 or 8. */
    record RegisterWrite(int offset, int size, long value, Expectation expectation) implements Operation {
        @Override
        public String name() {
            return "reg_w";
        }
    }

    /** A register read, compared under {@code mask}; {@code least} asks for "at least" instead of "equal". */
    record RegisterRead(int offset, int size, long mask, long value, boolean least, Expectation expectation)
            implements Operation {
        @Override
        public String name() {
            return "reg_r";
        }
    }

    /** Stores by software. */
    record MemoryWrite(Words words, Expectation expectation) implements Operation {
        @Override
        public String name() {
            return "mem_w";
        }
    }

    /** Commands: words into the queue memory, then the tail. */
    record Commands(Words words, long tail, Expectation expectation) implements Operation {
        @Override
        public String name() {
            return "cmd";
        }
    }

    /** An inbound request. */
    record Request(DeviceRequest request, Expectation expectation) implements Operation {
        @Override
        public String name() {
            return "req";
        }
    }

    /** A translation through the debug registers. */
    record Debug(
            int deviceId,
            boolean pidValid,
            int processId,
            boolean privileged,
            boolean execute,
            boolean noWrite,
            long iova,
            Expectation expectation)
            implements Operation {
        @Override
        public String name() {
            return "dbg";
        }
    }

    /** A PCIe page request or stop marker. */
    record PageRequest(PageRequestMessage message, Expectation expectation) implements Operation {
        @Override
        public String name() {
            return "preq";
        }
    }

    /** A completion of the {@code nth} invalidation request. */
    record InvalidationDone(
            int nth, int rid, boolean segmentValid, int segment, int completions, Expectation expectation)
            implements Operation {
        @Override
        public String name() {
            return "inval_done";
        }
    }

    /** The {@code nth} invalidation request times out. */
    record InvalidationTimeout(int nth, Expectation expectation) implements Operation {
        @Override
        public String name() {
            return "inval_timeout";
        }
    }

    /** Clock cycles pass: an extension of the format. */
    record Wait(int cycles, Expectation expectation) implements Operation {
        @Override
        public String name() {
            return "wait";
        }
    }
}
