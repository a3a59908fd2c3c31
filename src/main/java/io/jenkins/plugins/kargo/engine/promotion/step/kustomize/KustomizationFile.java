package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the kustomization of a directory. */
final class KustomizationFile {
    private static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private KustomizationFile() {}

    /** @param name of the directory, for messages; @throws IOException when there is none or more than one */
    @NonNull
    static Path find(@NonNull Path directory, @NonNull String name) throws IOException {
        List<Path> found = candidates(directory);
        if (found.isEmpty()) {
            throw new IOException("could not find any Kustomization files in \"" + name + '"');
        }
        if (found.size() > 1) {
            List<String> names = found.stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
            throw new IOException("ambiguous result: found multiple Kustomization files in \"" + name + "\": " + names);
        }
        return found.get(0);
    }

    /** The first that there is. */
    @NonNull
    static Optional<Path> any(@NonNull Path directory) {
        return candidates(directory).stream().findFirst();
    }

    private static List<Path> candidates(Path directory) {
        return NAMES.stream()
                .map(directory::resolve)
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }
}
