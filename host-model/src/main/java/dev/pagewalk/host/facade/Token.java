package dev.pagewalk.host.facade;

/** One use: an object that was turned into another one refuses further calls. */
abstract class Token {

    private boolean spent;

    /** Marks this object as turned into another one. */
    final void spend() {
        requireCurrent();
        spent = true;
    }

    final void requireCurrent() {
        if (spent) {
            throw new IllegalStateException(
                    "object was turned into another one: type=" + getClass().getSimpleName());
        }
    }
}
