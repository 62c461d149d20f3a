package dev.pagewalk.testbench.junit;

import dev.pagewalk.testbench.cli.Progress;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.platform.Workspace;
import dev.pagewalk.testbench.report.Bundle;
import dev.pagewalk.testbench.report.FailureText;
import dev.pagewalk.testbench.report.LastRecords;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** One run of a {@link CosimTest}: opens the platform, ends the run, and words a failure. */
final class CosimInvocation implements ParameterResolver, InvocationInterceptor {
    private final CosimTest test;
    private final Method method;
    private final String configuration;
    private final long seed;
    private final LastRecords last = new LastRecords();
    private CosimPlatform platform;
    private HostStack host;

    CosimInvocation(CosimTest test, Method method, String configuration, long seed) {
        this.test = test;
        this.method = method;
        this.configuration = configuration;
        this.seed = seed;
    }

    String describe() {
        return configuration + ", seed " + seed;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CosimPlatform.class || type == HostStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CosimPlatform.class ? openPlatform() : bootHost();
    }

    private CosimPlatform openPlatform() {
        if (platform == null) {
            PlatformContext context = new PlatformContext()
                    .configuration(configuration)
                    .seed(seed)
                    .cycleLimit(test.cycleLimit())
                    .journal(journal())
                    .note("run.test", name());
            if (test.canaries()) {
                context.withCanaries();
            }
            try (Progress progress = Progress.standard()) {
                Models models = Models.standard((stage, done, total) -> progress.stage(stage));
                platform = CosimPlatform.open(context, models);
            }
            platform.judges().observe(last);
        }
        return platform;
    }

    private HostStack bootHost() {
        if (host == null) {
            host = new HostStack(openPlatform());
        }
        return host;
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> target, ExtensionContext context)
            throws Throwable {
        Throwable thrown = null;
        try {
            invocation.proceed();
            openPlatform().finish(Set.of(test.idleJudges()));
        } catch (Throwable e) {
            thrown = e;
        } finally {
            openPlatform().close();
        }
        if (thrown != null) {
            throw failure(thrown, context);
        }
    }

    private CosimFailure failure(Throwable thrown, ExtensionContext context) throws IOException {
        FailureText text = thrown instanceof RunFailedException failed
                ? FailureText.of(failed.violation(), rerun())
                : FailureText.of(thrown, platform.cycle(), platform.oldestTransaction(), rerun());
        text.records(last.lines());
        Map<String, String> facts = Map.of(
                "test", name(),
                "configuration", configuration,
                "seed", Long.toString(seed),
                "cycle", Long.toString(platform.cycle()),
                "hash", Long.toHexString(platform.recordHash()),
                "library", platform.library().key(),
                "commit", Workspace.commit());
        Path bundle = Bundle.write(folder().resolve("bundle.zip"), journal(), facts, text.text());
        text.file("bundle", bundle);
        context.publishFile("bundle.zip", MediaType.APPLICATION_OCTET_STREAM, target -> Files.copy(bundle, target));
        return new CosimFailure(text.text(), thrown);
    }

    private String name() {
        return method.getDeclaringClass().getSimpleName() + "#" + method.getName();
    }

    private Path folder() {
        return Workspace.root()
                .resolve("target/pagewalk/test")
                .resolve(method.getDeclaringClass().getName() + "." + method.getName())
                .resolve(configuration + "-" + Long.toHexString(seed));
    }

    private Path journal() {
        Path folder = folder();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write test output: folder=" + folder, e);
        }
        return folder.resolve("journal.pwj");
    }

    private String rerun() {
        return "./mvnw -pl testbenches -am test -Dtest='" + name() + "' -Dsurefire.failIfNoSpecifiedTests=false -D"
                + CosimExtension.EXACT_CONFIGURATION + "=" + configuration + " -D" + CosimExtension.EXACT_SEED + "="
                + seed;
    }
}
