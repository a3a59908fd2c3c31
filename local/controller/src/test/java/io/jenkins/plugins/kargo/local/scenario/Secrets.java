package io.jenkins.plugins.kargo.local.scenario;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a secret where none may be, in every form in which it could stand there. */
final class Secrets {
    private final List<byte[]> forms = new ArrayList<>();

    Secrets(String user, String secret) {
        forms.add(bytes(secret));
        forms.add(bytes(URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        forms.add(bytes(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20")));
        forms.add(Base64.getEncoder().encode(bytes(secret)));
        forms.add(Base64.getEncoder().encode(bytes(user + ':' + secret)));
    }

    boolean areIn(byte[] content) {
        return forms.stream().anyMatch(form -> contains(content, form));
    }

    boolean areIn(String text) {
        return areIn(bytes(text));
    }

    /** The files below the folder that hold the secret, except those that the predicate allows. */
    List<Path> below(Path folder, java.util.function.Predicate<Path> allowed) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(Files::isRegularFile).filter(allowed.negate()).toList()) {
                try {
                    if (areIn(Files.readAllBytes(file))) {
                        found.add(file);
                    }
                } catch (NoSuchFileException e) {
                    // A temporary file that is gone again.
                }
            }
        }
        return found;
    }

    private static boolean contains(byte[] content, byte[] wanted) {
        for (int start = 0; start + wanted.length <= content.length; start++) {
            int same = 0;
            while (same < wanted.length && content[start + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
