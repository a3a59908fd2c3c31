package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.TextFiles;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlEditor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a kustomization and those that it builds on, and refuses local files outside the work dir: kustomize itself has
 * to run without load restrictions, because bases and patches beside the kustomization are common.
 */
final class KustomizationScan {
    private static final int LIMIT = 10_000;

    /** Lists of paths. */
    private static final List<String> LISTS = List.of(
            "resources",
            "bases",
            "components",
            "crds",
            "configurations",
            "patchesStrategicMerge",
            "generators",
            "transformers",
            "validators");

    /** Lists of maps, and what in them is a path or a list of paths. */
    private static final Map<String, List<String>> MAPS = Map.of(
            "patches", List.of("path"),
            "patchesJson6902", List.of("path"),
            "replacements", List.of("path"),
            "configMapGenerator", List.of("files", "envs", "env"),
            "secretGenerator", List.of("files", "envs", "env"),
            "helmCharts", List.of("valuesFile", "additionalValuesFiles"));

    private final Path workDir;
    private final Set<Path> seen = new HashSet<>();

    KustomizationScan(@NonNull Path workDir) {
        this.workDir = workDir;
    }

    /** @throws StepFailure naming the kustomization and the path that leads out of the work dir */
    void check(@NonNull Path directory) throws IOException, StepFailure {
        Optional<Path> file = KustomizationFile.any(directory);
        if (file.isEmpty() || !seen.add(file.get())) {
            return;
        }
        if (seen.size() > LIMIT) {
            throw new StepFailure("more than " + LIMIT + " kustomizations build on each other");
        }
        String name = workDir.toRealPath().relativize(file.get()).toString();
        if (!(YamlEditor.of(TextFiles.read(file.get(), name)).document() instanceof Map<?, ?> kustomization)) {
            return;
        }
        for (String path : paths(kustomization)) {
            checkPath(directory, name, path);
        }
        if (kustomization.get("helmGlobals") instanceof Map<?, ?> globals && globals.get("chartHome") != null) {
            Path home = checkPath(directory, name, globals.get("chartHome").toString());
            WorkPaths.checkLinks(workDir, home);
        } else {
            WorkPaths.checkLinks(workDir, directory.resolve("charts"));
        }
    }

    private Path checkPath(Path directory, String name, String path) throws IOException, StepFailure {
        Path root = workDir.toRealPath();
        Path target = directory.resolve(path).normalize();
        try {
            if (!target.startsWith(root)) {
                throw new StepFailure("path \"" + path + "\" leaves the work dir");
            }
            Path real = WorkPaths.resolve(workDir, root.relativize(target).toString());
            if (Files.isDirectory(real)) {
                check(real);
            }
            return real;
        } catch (StepFailure e) {
            throw e.getMessage().startsWith("kustomization ")
                    ? e
                    : new StepFailure("kustomization " + name + ": " + e.getMessage(), e);
        }
    }

    private static List<String> paths(Map<?, ?> kustomization) {
        List<String> paths = new ArrayList<>();
        LISTS.forEach(key -> add(paths, kustomization.get(key)));
        MAPS.forEach((key, fields) -> {
            if (kustomization.get(key) instanceof List<?> list) {
                for (Object item : list) {
                    if (item instanceof Map<?, ?> map) {
                        fields.forEach(field -> add(paths, map.get(field)));
                    }
                }
            }
        });
        if (kustomization.get("openapi") instanceof Map<?, ?> openapi) {
            add(paths, openapi.get("path"));
        }
        return paths;
    }

    private static void add(List<String> paths, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(item -> add(paths, item));
        } else if (value instanceof String text && isLocal(text)) {
            // An entry of a generator may be key=path.
            paths.add(text.substring(text.indexOf('=') + 1));
        }
    }

    /** Inline patches and remote bases are not files of ours. */
    private static boolean isLocal(String text) {
        return !text.contains("\n") && !text.contains("://") && !text.startsWith("git@") && !text.isBlank();
    }
}
