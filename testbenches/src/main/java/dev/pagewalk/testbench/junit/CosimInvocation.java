package dev.pagewalk.testbench.junit;

import dev.pagewalk.testbench.cli.Progress;
import dev.pagewalk.testbench.junit.CosimExtension.TestIdentity;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.HostStack;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.platform.Seeds;
import dev.pagewalk.testbench.platform.Workspace;
import dev.pagewalk.testbench.report.FailureReport;
import dev.pagewalk.testbench.report.LastRecords;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;

/** One run of a {@link CosimTest}: opens the platform, ends the run, and words a failure. */
final class CosimInvocation
        implements ParameterResolver, InvocationInterceptor, TestExecutionExceptionHandler, AfterEachCallback {
    private static final Set<Class<?>> INJECTED = Set.of(CosimPlatform.class, HostStack.class, Seeds.class);
    private static final Map<String, MediaType> TYPES = Map.of(
            ".txt", MediaType.TEXT_PLAIN_UTF_8,
            ".gtkw", MediaType.TEXT_PLAIN_UTF_8,
            ".json", MediaType.APPLICATION_JSON);

    private final CosimTest test;
    private final TestIdentity identity;
    private final String configuration;
    private final long seed;
    private final LastRecords last = new LastRecords();
    private CosimPlatform platform;
    private HostStack host;

    CosimInvocation(CosimTest test, TestIdentity identity, String configuration, long seed) {
        this.test = test;
        this.identity = identity;
        this.configuration = configuration;
        this.seed = seed;
    }

    String describe() {
        return configuration + ", seed " + seed;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return INJECTED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == HostStack.class) {
            return bootHost();
        }
        return type == Seeds.class ? openPlatform().seeds() : openPlatform();
    }

    private CosimPlatform openPlatform() {
        if (platform == null) {
            PlatformContext context = new PlatformContext()
                    .configuration(configuration)
                    .seed(seed)
                    .cycleLimit(test.cycleLimit())
                    .runLimit(test.runLimit())
                    .journal(journal())
                    .note("run.test", identity.id());
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
            thrown = platform == null ? e : platform.cause(e);
        }
        thrown = closed(thrown);
        if (thrown != null) {
            throw platform == null ? thrown : failure(thrown, context);
        }
    }

    /** The host boots while parameters are resolved: a run can fail there already. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
        if (throwable instanceof ParameterResolutionException && platform != null && throwable.getCause() != null) {
            throw failure(closed(platform.cause(throwable.getCause())), context);
        }
        throw throwable;
    }

    /** Closing twice does nothing; a method before the test may have failed in between. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (platform != null) {
            platform.close();
        }
    }

    /** Closes the platform; what that throws hides no failure. */
    private Throwable closed(Throwable thrown) {
        try {
            if (platform != null) {
                platform.close();
            }
            return thrown;
        } catch (RuntimeException e) {
            if (thrown == null) {
                return e;
            }
            thrown.addSuppressed(e);
            return thrown;
        }
    }

    private CosimFailure failure(Throwable thrown, ExtensionContext context) {
        FailureReport.Product product = new FailureReport(platform, last.lines())
                .fact("test", identity.id())
                .rerun(rerun())
                .write(thrown, folder());
        context.publishReportEntry(Map.of(
                "configuration", configuration,
                "seed", Long.toString(seed),
                "hash", String.format("%016x", platform.recordHash()),
                "rerun", rerun()));
        CosimFailure failure = new CosimFailure(product.message(), thrown);
        for (Path file : product.files().values()) {
            try {
                attach(context, file);
            } catch (RuntimeException e) {
                // the report cannot hold the file, which is still where the message says
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    /** A file of the same name is from an earlier run of this test. */
    private static void attach(ExtensionContext context, Path file) {
        String name = file.getFileName().toString();
        MediaType type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.')), MediaType.APPLICATION_OCTET_STREAM);
        context.publishFile(name, type, target -> Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING));
    }

    private Path folder() {
        return Workspace.root()
                .resolve("target/pagewalk/test")
                .resolve(identity.id().replaceAll("\\)$", "").replaceAll("[^\\w.$]+", "."))
                .resolve(configuration + "-" + Long.toHexString(seed));
    }

    private Path journal() {
        Path folder = folder();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write test output: folder=" + folder, e);
        }
        return folder.resolve("journal.pwj");
    }

    /** Whatever the format of the sources is, and with the same compiler level of the library. */
    private String rerun() {
        String level = System.getProperty(Models.OPTIMISATION);
        return "./mvnw -pl testbenches -am test -Dtest='" + identity.selector() + "'"
                + (identity.tagged() ? " -Dpagewalk.excludedGroups=" : "")
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true"
                + (level == null ? "" : " -D" + Models.OPTIMISATION + "=" + level)
                + " -D" + CosimExtension.EXACT_CONFIGURATION + "=" + configuration
                + " -D" + CosimExtension.EXACT_SEED + "=" + seed;
    }
}
