/** Random orders of what host, devices and memory do, as values: generated, run, replayed and made smaller. */
package dev.pagewalk.testbench.interleaving;
