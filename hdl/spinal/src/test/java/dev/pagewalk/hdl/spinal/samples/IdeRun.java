package dev.pagewalk.hdl.spinal.samples;

import dev.pagewalk.hdl.spinal.Elaboration;
import dev.pagewalk.hdl.spinal.ElaborationOptions;
import dev.pagewalk.hdl.spinal.WeavingException;

import java.nio.file.Path;

/** What somebody starts from an IDE: a main class beside the hardware, on a plain class path. */
public final class IdeRun {
    private IdeRun() {}

    /**
     * Elaborates into the directory of the first argument, with a mistake when there is a second one;
     * constructs directly when there is none.
     */
    public static void main(String[] arguments) {
        Lookup.Parameters parameters = new Lookup.Parameters(4, 8);
        if (arguments.length > 1) {
            Faulty.Mistake mistake = Faulty.Mistake.valueOf(arguments[1]);
            Elaboration.generate(ElaborationOptions.into(Path.of(arguments[0])), Faulty.class, mistake);
        } else if (arguments.length > 0) {
            Elaboration.generate(ElaborationOptions.into(Path.of(arguments[0])), Lookup.class, parameters)
                    .ports()
                    .forEach(System.out::println);
            return;
        }
        try {
            System.out.println(new Lookup(parameters));
        } catch (WeavingException e) {
            System.out.println(e.getMessage());
        }
    }
}
