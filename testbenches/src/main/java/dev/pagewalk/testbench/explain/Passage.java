package dev.pagewalk.testbench.explain;

/**
 * A piece of a document that explains a code.
 *
 * @param document file name, such as {@code windows-semantics.md}
 * @param line line of the piece, from 1
 * @param heading the heading above it
 * @param text the piece in plain text
 */
public record Passage(String document, int line, String heading, String text) {}
