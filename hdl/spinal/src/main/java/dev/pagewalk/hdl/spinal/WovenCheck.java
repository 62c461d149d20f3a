package dev.pagewalk.hdl.spinal;

import java.util.List;

/** Refuses hardware classes that were loaded without the {@link WeavingLoader}. */
final class WovenCheck {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final ClassValue<Boolean> ACCEPTED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return plainAncestor(type) == null;
        }
    };

    private WovenCheck() {}

    /**
     * Checks the class under construction; called in the argument of a constructor call, that is before SpinalHDL's own
     * constructor runs.
     *
     * @param base the base class whose constructor asks
     */
    static Void constructing(Class<?> base) {
        require(underConstruction(base));
        return null;
    }

    /** Refuses a type of which a part, below SpinalHDL's and this layer's base classes, is not woven. */
    static void require(Class<?> type) {
        if (!ACCEPTED.get(type)) {
            throw new WeavingException(
                    "hardware class is not woven: class=" + plainAncestor(type).getName()
                            + ", loader=" + type.getClassLoader() + "; run it through Elaboration.generate(options, "
                            + type.getSimpleName() + ".class, ...) with its package below a woven package tree,"
                            + " do not construct it directly");
        }
    }

    private static Class<?> plainAncestor(Class<?> type) {
        for (Class<?> c = type; c != null && !isBase(c); c = c.getSuperclass()) {
            if (!List.of(c.getInterfaces()).contains(Woven.class)) {
                return c;
            }
        }
        return null;
    }

    private static boolean isBase(Class<?> c) {
        String name = c.getName();
        return name.startsWith("spinal.") || name.startsWith("java.") || Layer.contains(name);
    }

    /** The most derived class of the constructor chain that called us. */
    private static Class<?> underConstruction(Class<?> base) {
        return WALKER.walk(frames -> frames.filter(f -> !f.getDeclaringClass().equals(WovenCheck.class))
                .takeWhile(f -> f.getMethodName().equals("<init>") && base.isAssignableFrom(f.getDeclaringClass()))
                .map(StackWalker.StackFrame::getDeclaringClass)
                .reduce(base, (inner, outer) -> inner.isAssignableFrom(outer) ? outer : inner));
    }
}
