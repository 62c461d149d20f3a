/**
 * The RTL as a target of the vector player: the co-simulation top behind real buses, seen through pins and records.
 */
package dev.pagewalk.testbench.vectors.rtl;
