package dev.pagewalk.testbench.vectors;

/**
 * A failed comparison and where it happened.
 *
 * @param scenario id of the scenario
 * @param index number of the operation from 0, or -1 when no operation is concerned
 * @param operation name of the operation
 * @param mismatch what differed
 */
public record OperationFailure(String scenario, int index, String operation, Mismatch mismatch) {
    /** Operation as the report names it. */
    public String where() {
        if (index < 0) {
            return operation;
        }
        return "ops[" + index + "] " + operation + " " + mismatch.what();
    }
}
