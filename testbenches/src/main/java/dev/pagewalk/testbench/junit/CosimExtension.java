package dev.pagewalk.testbench.junit;

import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Seeds;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one invocation of a {@link CosimTest} per configuration and seed. */
public final class CosimExtension implements TestTemplateInvocationContextProvider {
    /** System property with the seed that all tests' seeds follow from. */
    public static final String GLOBAL_SEED = "pagewalk.seed";
    /** System property with the exact seed of a repeated run. */
    public static final String EXACT_SEED = "pagewalk.cosim.seed";
    /** System property with the configuration of a repeated run. */
    public static final String EXACT_CONFIGURATION = "pagewalk.cosim.configuration";

    private static final long DEFAULT_GLOBAL_SEED = 1;

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), CosimTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        CosimTest test = AnnotationSupport.findAnnotation(method, CosimTest.class)
                .orElseThrow(() -> new IllegalStateException("not a CosimTest: method=" + method));
        if (test.seeds() < 1) {
            throw new ExtensionConfigurationException(
                    "no seed: test=" + method + ", seeds=" + test.seeds() + "; give at least 1");
        }
        TestIdentity identity = TestIdentity.of(context);
        return configurations(test).flatMap(configuration -> seeds(test, identity)
                .map(seed -> new Invocation(new CosimInvocation(test, identity, configuration, seed))));
    }

    private static Stream<String> configurations(CosimTest test) {
        String exact = System.getProperty(EXACT_CONFIGURATION);
        String[] wanted = exact == null ? test.configurations() : new String[] {exact};
        for (String name : wanted) {
            if (!NamedConfiguration.labels().contains(name)) {
                throw new ExtensionConfigurationException("unknown configuration: name=" + name + ", known="
                        + String.join(",", NamedConfiguration.labels())
                        + "; correct @CosimTest(configurations) or -D" + EXACT_CONFIGURATION);
            }
        }
        return Arrays.stream(wanted);
    }

    private static Stream<Long> seeds(CosimTest test, TestIdentity identity) {
        if (System.getProperty(EXACT_SEED) != null) {
            return Stream.of(number(EXACT_SEED, 0));
        }
        Seeds global = new Seeds(number(GLOBAL_SEED, DEFAULT_GLOBAL_SEED));
        return Stream.iterate(1, number -> number + 1)
                .limit(test.seeds())
                .map(number -> global.of(identity.id() + "/" + number));
    }

    private static long number(String property, long otherwise) {
        String text = System.getProperty(property);
        try {
            return text == null ? otherwise : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new ExtensionConfigurationException(
                    "seed is no number: property=" + property + ", value=" + text
                            + "; give a decimal number of 64 bits",
                    e);
        }
    }

    /**
     * What a test is called.
     *
     * @param testClass the class that runs, which may inherit the method
     * @param method the method
     * @param id the name that seeds follow from: class, method and types of its parameters
     * @param tagged whether it has tags that could keep it out of a default run
     */
    record TestIdentity(Class<?> testClass, Method method, String id, boolean tagged) {
        private static final String ALWAYS_RUN = "smoke";

        static TestIdentity of(ExtensionContext context) {
            Method method = context.getRequiredTestMethod();
            Class<?> type = context.getRequiredTestClass();
            String parameters = Arrays.stream(method.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(Collectors.joining(","));
            boolean tagged = context.getTags().stream().anyMatch(tag -> !tag.equals(ALWAYS_RUN));
            return new TestIdentity(
                    type, method, type.getName() + "#" + method.getName() + "(" + parameters + ")", tagged);
        }

        /** As Surefire takes it. */
        String selector() {
            return testClass.getName() + "#" + method.getName();
        }
    }

    private record Invocation(CosimInvocation invocation) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return invocation.describe();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(invocation);
        }
    }
}
