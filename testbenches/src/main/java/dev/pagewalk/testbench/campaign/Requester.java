package dev.pagewalk.testbench.campaign;

import java.util.List;

/**
 * Somebody who sends requests.
 *
 * @param user AxUSER: device, and process if it has one
 * @param addresses pages of interest, the hottest first
 */
record Requester(long user, List<Long> addresses) {}
