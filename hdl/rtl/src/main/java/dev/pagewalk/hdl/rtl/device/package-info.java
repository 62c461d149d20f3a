/** The device port: AXI4 intake, first-level IOTLB, requests that wait, ordering, and responses. */
package dev.pagewalk.hdl.rtl.device;
