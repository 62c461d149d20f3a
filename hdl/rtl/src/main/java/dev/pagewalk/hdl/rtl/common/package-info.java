/** Bundles that the parts of the hardware exchange, and the AXI ports with their pin names. */
package dev.pagewalk.hdl.rtl.common;
