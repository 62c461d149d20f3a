package dev.pagewalk.hdl.spinal;

/** Marks a class that the {@link WeavingLoader} has woven; sources never implement it. */
public interface Woven {}
