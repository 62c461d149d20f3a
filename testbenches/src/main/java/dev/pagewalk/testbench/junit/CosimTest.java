package dev.pagewalk.testbench.junit;

import dev.pagewalk.testbench.platform.PlatformContext;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test on the RTL, run once per configuration and seed with every judge on. It may take a {@link
 * dev.pagewalk.testbench.platform.CosimPlatform}, booted on it a {@link dev.pagewalk.testbench.platform.HostStack}, and
 * its {@link dev.pagewalk.testbench.platform.Seeds}, which give a seed for every name. When it returns, everything outstanding is run to its end; a violation,
 * or a judge that judged nothing, fails the test.
 *
 * <p>The seed of a test follows from the system property {@code pagewalk.seed} and the test's id;
 * {@code pagewalk.cosim.seed} and {@code pagewalk.cosim.configuration} repeat one exact run.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(CosimExtension.class)
public @interface CosimTest {
    /** Named configurations to run on. */
    String[] configurations() default {PlatformContext.DEFAULT_CONFIGURATION};

    /** Number of seeds per configuration. */
    int seeds() default 1;

    /** Cycles that one call, or one transaction on a bus, may take. */
    long cycleLimit() default PlatformContext.DEFAULT_CYCLE_LIMIT;

    /** Cycles that the whole test may take. */
    long runLimit() default PlatformContext.DEFAULT_RUN_LIMIT;

    /** Judges that have nothing to judge in this test. */
    String[] idleJudges() default {};

    /** Takes the build in which bugs of the IOMMU can be switched on. */
    boolean canaries() default false;
}
