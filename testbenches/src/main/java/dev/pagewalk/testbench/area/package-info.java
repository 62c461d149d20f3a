/** Area of the hardware by configuration and by feature, measured with yosys. */
package dev.pagewalk.testbench.area;
