package dev.pagewalk.testbench.judge.state;

import java.util.Arrays;
import java.util.function.Consumer;

/** A map from long to object without boxing: open addressing, deletion by shifting back. Not thread safe. */
public final class LongMap<V> {
    private long[] keys = new long[64];
    private Object[] values = new Object[64];
    private int size;

    /** Value of the key, or null. */
    @SuppressWarnings("unchecked") // only put() stores, and it stores a V
    public V get(long key) {
        for (int i = slot(key, keys.length); values[i] != null; i = (i + 1) & (keys.length - 1)) {
            if (keys[i] == key) {
                return (V) values[i];
            }
        }
        return null;
    }

    /** Sets the value of the key; null is not a value. */
    public void put(long key, V value) {
        int i = slot(key, keys.length);
        while (values[i] != null && keys[i] != key) {
            i = (i + 1) & (keys.length - 1);
        }
        if (values[i] == null) {
            keys[i] = key;
            size++;
        }
        values[i] = value;
        if (size * 2 > keys.length) {
            grow();
        }
    }

    /** Removes the key if it is there. */
    public void remove(long key) {
        int i = slot(key, keys.length);
        while (values[i] != null && keys[i] != key) {
            i = (i + 1) & (keys.length - 1);
        }
        if (values[i] != null) {
            size--;
            closeGap(i);
        }
    }

    public int size() {
        return size;
    }

    /** Removes everything. */
    public void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    /** Hands every value out, in no useful order. */
    @SuppressWarnings("unchecked") // only put() stores, and it stores a V
    public void forEach(Consumer<V> action) {
        for (Object value : values) {
            if (value != null) {
                action.accept((V) value);
            }
        }
    }

    private void closeGap(int gap) {
        int hole = gap;
        values[hole] = null;
        for (int i = (hole + 1) & (keys.length - 1); values[i] != null; i = (i + 1) & (keys.length - 1)) {
            int home = slot(keys[i], keys.length);
            boolean reachable = hole < i ? home <= hole || home > i : home <= hole && home > i;
            if (reachable) {
                keys[hole] = keys[i];
                values[hole] = values[i];
                values[i] = null;
                hole = i;
            }
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = Arrays.copyOf(new Object[0], keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int to = slot(oldKeys[i], keys.length);
                while (values[to] != null) {
                    to = (to + 1) & (keys.length - 1);
                }
                keys[to] = oldKeys[i];
                values[to] = oldValues[i];
            }
        }
    }

    private static int slot(long key, int length) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (length - 1);
    }
}
