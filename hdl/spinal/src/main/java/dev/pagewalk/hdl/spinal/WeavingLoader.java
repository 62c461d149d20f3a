package dev.pagewalk.hdl.spinal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Loads the classes below some packages woven, so that plain Java can describe components, bundles and groups. There is
 * no build step: the class files stay as the compiler wrote them. Classes elsewhere come from the parent.
 */
public final class WeavingLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final List<String> prefixes;
    private final Weaver weaver;

    /**
     * Creates a loader over plain classes.
     *
     * @param parent finds the plain classes
     * @param packages names of the packages whose trees are woven
     */
    public WeavingLoader(ClassLoader parent, List<String> packages) {
        super(parent);
        prefixes = packages.stream().map(p -> p + '.').toList();
        weaver = new Weaver(new HardwareTypes(parent));
    }

    /**
     * The class of a name, woven if its package is.
     *
     * @param name binary name of a component or of a class that makes one
     * @throws WeavingException when there is no such class
     */
    public Class<?> load(String name) {
        try {
            return Class.forName(name, true, this);
        } catch (ClassNotFoundException e) {
            throw new WeavingException("class not found: class=" + name, e);
        }
    }

    /** Whether a class of this name is defined here rather than by the parent. */
    boolean weaves(String name) {
        return prefixes.stream().anyMatch(name::startsWith) && !Layer.contains(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null) {
                type = weaves(name) ? define(name) : super.loadClass(name, false);
            }
            if (resolve) {
                resolveClass(type);
            }
            return type;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] woven = weaver.weave(in.readAllBytes());
            return defineClass(name, woven, 0, woven.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
