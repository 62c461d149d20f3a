package dev.pagewalk.host.trace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A behavioural sentence of a seed document that a test shows. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Seed.List.class)
public @interface Seed {

    /** The document. */
    SeedDocument document();

    /** Id of the sentence in {@code docs/seed-sentences.md}, such as {@code MDL-7}. */
    String sentence();

    /** The reading switch under which the sentence holds, if not the default. */
    String reading() default "";

    /** Several sentences on one test. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface List {
        /** The sentences. */
        Seed[] value();
    }
}
