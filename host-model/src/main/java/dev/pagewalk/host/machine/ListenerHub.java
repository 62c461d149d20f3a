package dev.pagewalk.host.machine;

import dev.pagewalk.host.bus.DriverListener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells every {@link DriverListener} that is registered, in the order of registration. */
final class ListenerHub {

    private final List<DriverListener> listeners = new CopyOnWriteArrayList<>();
    private final DriverListener all = (DriverListener) Proxy.newProxyInstance(
            DriverListener.class.getClassLoader(), new Class<?>[] {DriverListener.class}, this::tell);

    DriverListener all() {
        return all;
    }

    void add(DriverListener listener) {
        listeners.add(listener);
    }

    void remove(DriverListener listener) {
        listeners.remove(listener);
    }

    private Object tell(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        for (DriverListener listener : listeners) {
            try {
                method.invoke(listener, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        return null;
    }
}
