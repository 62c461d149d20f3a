package dev.pagewalk.host.trace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Rows of {@code docs/fault-catalogue.md} that a test shows, such as {@code E4}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CatalogueRow {

    /** Row ids. */
    String[] value();
}
