package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Literals.*;
import static dev.pagewalk.hdl.spinal.Operators.*;
import static dev.pagewalk.hdl.spinal.Shapes.*;
import static dev.pagewalk.hdl.spinal.Statements.*;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import dev.pagewalk.hdl.spinal.Registers;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Every shape of Java in which hardware is made or stored. */
public final class WeavingSample extends Module<WeavingSample.Parameters> {
    /** What to build, with records and enums inside. */
    public record Parameters(Sizes sizes, Flavour flavour, List<Flavour> others, Optional<Integer> extra) {}

    /** Package-private on purpose: it is shared only among woven classes. */
    record Sizes(int width) {
        Sizes {
            if (width < 1) {
                throw new IllegalArgumentException("width=" + width);
            }
        }
    }

    enum Flavour {
        SWEET,
        SOUR
    }

    /** Parameters for tests, which cannot name the package-private parts. */
    public static Parameters parameters(int width, boolean sour) {
        Flavour flavour = sour ? Flavour.SOUR : Flavour.SWEET;
        return new Parameters(new Sizes(width), flavour, List.of(Flavour.values()), Optional.of(width));
    }

    /** A bundle with a list, an array and a nested bundle. */
    static class Inner extends Bundle {
        final Bool flag = bool();
        final List<UInt> numbers = List.of(uint(2), uint(3));
        final Bool[] marks = {bool(), bool()};
        transient int notHardware = 3;
    }

    /** A bundle that inherits fields. */
    static final class Outer extends Inner {
        final Inner inner = new Inner();
        final Optional<Bool> maybe = Optional.of(bool());
    }

    public final UInt x = in(uint(parameters.sizes().width()));
    public final UInt y = out(uint(parameters.sizes().width()));
    public final Bits outerOut = out(bits(widthOf(new Outer())));
    public final Bool summary = out(bool());

    final Outer outer = Registers.regZero(Outer::new);
    final List<Children.Increment> chain = build(parameters.others().size());
    final Children.Stage chosen;
    final Children.Stage[] array = {new Children.Invert(width()), new Children.Increment(width())};
    final Supplier<Children.Silent> maker = () -> new Children.Silent();
    final Children.Silent first = maker.get();
    final Map<Flavour, Bool> byFlavour = new EnumMap<>(Collections.singletonMap(Flavour.SOUR, bool()));
    final UInt[][] table = {{uint(2), uint(2)}, {uint(2)}};
    final Level level1 = new Level();
    final Group anonymous = new Group() {
        final Bool odd = at(x, 0);

        {
            set(byFlavour.get(Flavour.SOUR), odd);
        }
    };
    int count;

    /** Groups inside groups. */
    final class Level extends Group {
        final UInt low = slice(x, 1, 0);
        final Deeper deeper = new Deeper();

        /** One level further. */
        final class Deeper extends Group {
            final Bool high = at(x, width() - 1);
        }
    }

    public WeavingSample(Parameters given) {
        super(given);
        if (given.flavour() == Flavour.SWEET) {
            chosen = new Children.Increment(width());
        } else {
            chosen = given.extra().isPresent() ? new Children.Invert(width()) : new Children.Increment(width());
        }
        new Children.Silent();
        for (UInt[] row : table) {
            for (UInt cell : row) {
                count++;
                set(
                        cell,
                        switch (count) {
                            case 1 -> level1.low;
                            case 2 -> not(level1.low);
                            default -> u(3, 2);
                        });
            }
        }
        set(outer.numbers.get(0), table[0][1]);
        set(outerOut, toBits(outer));
        UInt value = x;
        List<Children.Stage> all = new ArrayList<>(chain);
        all.add(chosen);
        Collections.addAll(all, array);
        for (Children.Stage stage : all) {
            set(stage.x, value);
            value = stage.y;
        }
        set(y, value);
        set(summary, and(level1.deeper.high, byFlavour.get(Flavour.SOUR), eq(table[0][0], 1), eq(table[1][0], 3)));
    }

    private int width() {
        return parameters.sizes().width();
    }

    private List<Children.Increment> build(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Children.Increment(width()))
                .toList();
    }
}
