package dev.pagewalk.bridge.build;

/** A tool is missing or too old; the message is one line that ends in the command that installs it. */
public final class MissingToolException extends BuildException {
    private final String debianPackage;

    /**
     * A missing tool.
     *
     * @param problem what is missing or too old
     * @param debianPackage package that has it
     */
    public MissingToolException(String problem, String debianPackage) {
        super(problem + "; install it with: apt-get install " + debianPackage);
        this.debianPackage = debianPackage;
    }

    /**
     * Package that has the tool.
     *
     * @return its Debian name
     */
    public String debianPackage() {
        return debianPackage;
    }
}
