/** A small stand-in for the hardware, so that driver code runs in unit tests; no reference. */
package dev.pagewalk.host.fake;
