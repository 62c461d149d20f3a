package dev.pagewalk.bridge.build;

/** A model library could not be built; the message is for the user. */
public class BuildException extends RuntimeException {
    /**
     * A failed build.
     *
     * @param message what went wrong and what to do
     */
    public BuildException(String message) {
        super(message);
    }

    /**
     * A failed build with its cause.
     *
     * @param message what went wrong and what to do
     * @param cause what was behind it
     */
    public BuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
