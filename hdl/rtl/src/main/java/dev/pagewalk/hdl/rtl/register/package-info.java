/** The memory-mapped registers and the AXI4-Lite port in front of them. */
package dev.pagewalk.hdl.rtl.register;
