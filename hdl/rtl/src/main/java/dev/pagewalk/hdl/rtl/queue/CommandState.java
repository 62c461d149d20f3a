package dev.pagewalk.hdl.rtl.queue;

/** What the command queue does with the command at its head. */
enum CommandState {
    /** Off, or waiting for a command. */
    IDLE,
    /** The command is decoded; an invalidation is offered to the walks. */
    DECODE,
    /** An invalidation is offered to the device port. */
    INVALIDATE_FRONT,
    /** A message to a device waits for its turn, and an invalidation request for a tag. */
    MESSAGE,
    /** A fence waits for the invalidation requests before it. */
    FENCE_TAGS,
    /** A fence waits for everything accepted before it. */
    FENCE_DRAIN,
    /** A fence writes its data. */
    FENCE_WRITE,
    /** A fence waits for the response to its data. */
    FENCE_RESPONSE,
    /** What was fetched is dropped; after an error until software clears it, and while the queue is off. */
    FLUSH
}
