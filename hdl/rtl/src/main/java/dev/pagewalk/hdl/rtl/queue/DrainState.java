package dev.pagewalk.hdl.rtl.queue;

/** What the drain control does. */
enum DrainState {
    /** Nothing to wait for. */
    IDLE,
    /** After a change of ddtp: walks of the old configuration become stale. */
    FORGET_WALKS,
    /** The device port forgets what they found. */
    FORGET_FRONT,
    /** The drain begins. */
    START,
    /** The answers are not valid yet. */
    SETTLE,
    /** What was in flight ends. */
    WAIT
}
