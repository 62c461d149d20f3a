package dev.pagewalk.testbench.junit;

import dev.pagewalk.testbench.platform.Seeds;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/** Makes one invocation of a {@link CosimTest} per configuration and seed. */
public final class CosimExtension implements TestTemplateInvocationContextProvider {
    /** System property with the seed that all tests' seeds follow from. */
    public static final String GLOBAL_SEED = "pagewalk.seed";
    /** System property with the exact seed of a repeated run. */
    public static final String EXACT_SEED = "pagewalk.cosim.seed";
    /** System property with the configuration of a repeated run. */
    public static final String EXACT_CONFIGURATION = "pagewalk.cosim.configuration";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), CosimTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        CosimTest test = AnnotationSupport.findAnnotation(method, CosimTest.class)
                .orElseThrow(() -> new IllegalStateException("not a CosimTest: method=" + method));
        return configurations(test).flatMap(configuration -> seeds(test, method)
                .map(seed -> new Invocation(new CosimInvocation(test, method, configuration, seed))));
    }

    private static Stream<String> configurations(CosimTest test) {
        String exact = System.getProperty(EXACT_CONFIGURATION);
        return exact == null ? Stream.of(test.configurations()) : Stream.of(exact);
    }

    private static Stream<Long> seeds(CosimTest test, Method method) {
        Long exact = Long.getLong(EXACT_SEED);
        if (exact != null) {
            return Stream.of(exact);
        }
        Seeds global = new Seeds(Long.getLong(GLOBAL_SEED, 1));
        String name = method.getDeclaringClass().getName() + "#" + method.getName();
        return Stream.iterate(1, number -> number + 1).limit(test.seeds()).map(number -> global.of(name + number));
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
