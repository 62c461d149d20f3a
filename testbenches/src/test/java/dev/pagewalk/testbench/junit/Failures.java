package dev.pagewalk.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.pagewalk.testbench.platform.CosimPlatform;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs a test that fails on purpose in a launcher of its own and keeps what the report gets. */
public final class Failures implements TestExecutionListener {
    final List<String> messages = new ArrayList<>();
    final Map<String, String> entries = new TreeMap<>();
    final List<Path> attachments = new ArrayList<>();

    private Failures() {}

    static Failures of(String method) {
        return of(FailsOnPurpose.class, method, CosimPlatform.class);
    }

    /** Runs a method of a class. */
    public static Failures of(Class<?> type, String method, Class<?>... parameters) {
        Failures failures = new Failures();
        String types = Arrays.stream(parameters).map(Class::getName).collect(Collectors.joining(","));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(type, method, types))
                .build();
        LauncherFactory.create().execute(request, failures);
        assertThat(failures.messages).isNotEmpty();
        return failures;
    }

    /** The lines of the only message. */
    public List<String> lines() {
        assertThat(messages).hasSize(1);
        return messages.get(0).lines().toList();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(thrown -> messages.add(thrown.getMessage()));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entries.putAll(entry.getKeyValuePairs());
    }

    @Override
    public void fileEntryPublished(TestIdentifier test, FileEntry file) {
        attachments.add(file.getPath());
    }
}
