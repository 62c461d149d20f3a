package dev.pagewalk.bridge.nativeapi;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.bridge.BridgeStatus;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Gives each native library its own copy of {@link DirectFunctions}; the copies live as long as the JVM. */
public final class BindingLoader extends ClassLoader {
    private static final String BINDING = DirectFunctions.class.getName();
    private static final int RTLD_NOW = 2;
    private static final Map<Path, NativeFunctions> BOUND = new HashMap<>();

    private BindingLoader() {
        super(BindingLoader.class.getClassLoader());
    }

    /**
     * The functions of a library. The same file is bound once.
     *
     * @param library shared library
     * @return its functions
     * @throws UnsatisfiedLinkError if the file is no library with these functions
     */
    public static NativeFunctions bind(Path library) {
        synchronized (BOUND) {
            return BOUND.computeIfAbsent(library.toAbsolutePath().normalize(), BindingLoader::load);
        }
    }

    private static NativeFunctions load(Path library) {
        NativeLibrary loaded = open(library);
        try {
            Constructor<?> constructor =
                    new BindingLoader().loadClass(BINDING).getDeclaredConstructor(NativeLibrary.class);
            constructor.setAccessible(true);
            return (NativeFunctions) constructor.newInstance(loaded);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("binding failed: library=" + library, e);
        }
    }

    /** JNA unpacks its own library into a temporary file first, for which there may be no room. */
    private static NativeLibrary open(Path library) {
        try {
            // RTLD_LOCAL: two configurations export the same names
            return NativeLibrary.getInstance(library.toString(), Map.of(Library.OPTION_OPEN_FLAGS, RTLD_NOW));
        } catch (UnsatisfiedLinkError e) {
            if (e.getMessage() != null && e.getMessage().contains("temporary file")) {
                String folder = System.getProperty("java.io.tmpdir");
                throw new BridgeException(
                        BridgeStatus.IO, "native access not unpacked: folder=" + folder + ", " + e.getMessage(), e);
            }
            throw e;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(BINDING)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define();
        }
    }

    private Class<?> define() throws ClassNotFoundException {
        String resource = BINDING.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(resource)) {
            if (in == null) {
                throw new ClassNotFoundException("class file missing: name=" + BINDING);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(BINDING, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException("class file unreadable: name=" + BINDING, e);
        }
    }
}
