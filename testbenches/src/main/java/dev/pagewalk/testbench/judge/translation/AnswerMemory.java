package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.state.LongMap;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Remembers the answers to requests that have only one, until a word that they rest on changes. Whoever forgets an
 * answer hears of it first, because entries may have been kept for as long as it was given.
 */
final class AnswerMemory {
    /** Answers that are remembered at a time. */
    private static final int CAPACITY = 1 << 14;

    /** The answers that rest on a word; those with another stamp have been replaced since. */
    private static final class Users {
        private Remembered[] places = new Remembered[2];
        private int[] stamps = new int[2];
        private int size;

        void add(Remembered place) {
            if (size == places.length) {
                compact();
            }
            places[size] = place;
            stamps[size++] = place.stamp;
        }

        private void compact() {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (stamps[i] == places[i].stamp) {
                    places[kept] = places[i];
                    stamps[kept++] = stamps[i];
                }
            }
            size = kept;
            if (kept * 2 > places.length) {
                places = Arrays.copyOf(places, places.length * 2);
                stamps = Arrays.copyOf(stamps, stamps.length * 2);
            }
        }
    }

    private final Remembered[] table = new Remembered[CAPACITY * 2];
    private final LongMap<Users> byWord = new LongMap<>();
    private final Consumer<Remembered> forgotten;
    private int size;

    AnswerMemory(Consumer<Remembered> forgotten) {
        this.forgotten = forgotten;
    }

    /** The place for answers to a request for a page; it may hold none. */
    Remembered find(long user, long page, boolean write) {
        int slot = slot(user, page, write);
        while (table[slot] != null) {
            Remembered found = table[slot];
            if (found.page == page && found.user == user && found.write == write) {
                return found;
            }
            slot = slot + 1 & table.length - 1;
        }
        if (size == CAPACITY) {
            clear();
            slot = slot(user, page, write);
        }
        size++;
        table[slot] = new Remembered(user, page, write);
        return table[slot];
    }

    private int slot(long user, long page, boolean write) {
        long mixed = (page * 0x9E3779B97F4A7C15L ^ user) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 40) + (write ? 1 : 0) & table.length - 1;
    }

    /** Remembers an answer that rests on these words. */
    void remember(Remembered place, Answer answer, long[] footprint, long from, long to) {
        place.stamp++;
        for (long word : footprint) {
            Users users = byWord.get(word);
            if (users == null) {
                users = new Users();
                byWord.put(word, users);
            }
            users.add(place);
        }
        place.answer = answer;
        place.single = List.of(answer);
        place.footprint = footprint;
        place.from = from;
        place.lastTo = to;
        place.valid = true;
    }

    /** A word is about to change: forgets the answers that rest on it. */
    void changes(long word) {
        Users users = byWord.get(word);
        if (users != null) {
            for (int i = 0; i < users.size; i++) {
                if (users.stamps[i] == users.places[i].stamp) {
                    forget(users.places[i]);
                }
            }
            users.size = 0;
        }
    }

    private void forget(Remembered place) {
        if (place.valid) {
            place.valid = false;
            place.stamp++;
            forgotten.accept(place);
        }
    }

    /** Hands out every answer that is remembered. */
    void forEach(Consumer<Remembered> action) {
        for (Remembered place : table) {
            if (place != null && place.valid) {
                action.accept(place);
            }
        }
    }

    /** Forgets every answer. */
    void clear() {
        for (int i = 0; i < table.length; i++) {
            if (table[i] != null) {
                forget(table[i]);
                table[i] = null;
            }
        }
        byWord.clear();
        size = 0;
    }
}
