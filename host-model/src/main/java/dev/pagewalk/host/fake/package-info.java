/** A small stand-in for the hardware, so that driver code runs in unit tests. It is no reference: see the golden model. */
package dev.pagewalk.host.fake;
