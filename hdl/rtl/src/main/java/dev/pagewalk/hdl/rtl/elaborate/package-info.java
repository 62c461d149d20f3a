/** From a named configuration to Verilog and its port list. Nothing in here needs woven classes. */
package dev.pagewalk.hdl.rtl.elaborate;
