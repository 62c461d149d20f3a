package dev.pagewalk.testbench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;

/** The command line of Pagewalk: {@code ./pagewalk COMMAND}, see DESIGN section 9. */
@Command(
        name = "pagewalk",
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            RegressCommand.class,
            VectorsCommand.class,
            VerilogCommand.class,
            SynthCommand.class,
            ExplainCommand.class,
            CanariesCommand.class,
            InterleaveCommand.class
        },
        description = "Co-simulates a RISC-V IOMMU in RTL with a Windows memory-manager host model.")
public final class Pagewalk implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs a command and exits with its status. */
    public static void main(String[] arguments) {
        InterruptNotice notice = new InterruptNotice(System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(notice, "interrupt-notice"));
        int status = commandLine().execute(arguments);
        notice.finished();
        System.exit(status);
    }

    /** The command line with its exit statuses and error messages; tests run commands through it. */
    public static CommandLine commandLine() {
        return configure(new CommandLine(new Pagewalk()));
    }

    /** Gives any command the exit statuses and one-line errors of the product. */
    public static CommandLine configure(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Pagewalk::wrongUse)
                .setExecutionExceptionHandler(Pagewalk::failure);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static int wrongUse(ParameterException exception, String[] arguments) {
        CommandLine line = exception.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("pagewalk: " + exception.getMessage() + "; see ./"
                + line.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    private static int failure(Exception exception, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (exception instanceof CommandException known) {
            err.println("pagewalk: " + known.getMessage());
            return known.status();
        }
        err.println("pagewalk: internal error: " + exception);
        exception.printStackTrace(err);
        return ExitStatus.INTERNAL;
    }
}
