/**
 * The walk engine: everything between a translation that missed and its result.
 *
 * <p>{@link dev.pagewalk.hdl.rtl.walk.WalkEngine} is the component to instantiate; its parameters are a
 * {@link dev.pagewalk.hdl.rtl.walk.WalkParameters}. One copy of the decision logic serves all walks in flight.
 */
package dev.pagewalk.hdl.rtl.walk;
