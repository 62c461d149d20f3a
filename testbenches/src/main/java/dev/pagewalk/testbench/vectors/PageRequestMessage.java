package dev.pagewalk.testbench.vectors;

/**
 * A PCIe page request or stop marker [VECTORS §2 preq].
 *
 * @param rid requester id
 * @param segmentValid dsv
 * @param segment dseg
 * @param pidValid pv
 * @param processId pid
 * @param privileged priv
 * @param execute exec
 * @param payload R 0, W 1, L 2, PRGI 11:3, address 63:12
 */
public record PageRequestMessage(
        int rid,
        boolean segmentValid,
        int segment,
        boolean pidValid,
        int processId,
        boolean privileged,
        boolean execute,
        long payload) {}
