package dev.pagewalk.bridge.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Collects everything that a library depends on into one name. */
final class ContentHash {
    private static final int NAME_DIGITS = 16;

    private final MessageDigest digest;

    ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    ContentHash add(String name, byte[] content) {
        digest.update((name + ':' + content.length + '\n').getBytes(StandardCharsets.UTF_8));
        digest.update(content);
        return this;
    }

    ContentHash add(String name, String content) {
        return add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    ContentHash add(Path file) throws IOException {
        return add(file.getFileName().toString(), Files.readAllBytes(file));
    }

    /** Ends the collection. */
    String name() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_DIGITS);
    }
}
