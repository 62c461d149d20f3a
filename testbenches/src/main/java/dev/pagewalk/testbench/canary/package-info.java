/** Planted bugs of all parts, what is run to find them, and who found which. */
package dev.pagewalk.testbench.canary;
