/**
 * The MDL and its routines, named as on Windows, parameters in the same order.
 *
 * <p>Each {@code …Routines} interface is one family with its rules;
 * {@link dev.pagewalk.host.WindowsKernel} has them all.
 * Rule ids (S-…) are those of {@code docs/windows-semantics.md}.
 */
package dev.pagewalk.host.mdl;
