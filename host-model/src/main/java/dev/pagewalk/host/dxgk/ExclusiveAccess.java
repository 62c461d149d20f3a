package dev.pagewalk.host.dxgk;

/** DxgkDdiBeginExclusiveAccess and DxgkDdiEndExclusiveAccess: the driver keeps its device silent in between. */
public interface ExclusiveAccess {

    /** For drivers whose device is silent anyway. */
    ExclusiveAccess NONE = new ExclusiveAccess() {};

    /** The device must be silent on return. */
    default void begin() {}

    /** The device may go on. */
    default void end() {}
}
