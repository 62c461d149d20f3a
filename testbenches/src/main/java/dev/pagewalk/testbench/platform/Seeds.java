package dev.pagewalk.testbench.platform;

/** Seeds by name from one base seed, so that a new user of randomness does not shift the others. */
public final class Seeds {
    private final long base;

    public Seeds(long base) {
        this.base = base;
    }

    /** The base seed. */
    public long base() {
        return base;
    }

    /** The seed of a name. */
    public long of(String name) {
        long hash = base;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash ^ name.charAt(i));
        }
        return mix(hash);
    }

    /** Finaliser of SplitMix64: spreads every bit of the input over the result. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
