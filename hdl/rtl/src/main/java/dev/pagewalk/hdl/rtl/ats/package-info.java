/** PCIe address translation services and page requests: messages from devices and to devices. */
package dev.pagewalk.hdl.rtl.ats;
