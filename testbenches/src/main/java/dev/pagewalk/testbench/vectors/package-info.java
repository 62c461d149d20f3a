/**
 * The vector player: plays conformance scenarios, one JSON object per line, on any target and compares every
 * observable effect. The format is described in {@code docs/conformance.md}.
 */
package dev.pagewalk.testbench.vectors;
