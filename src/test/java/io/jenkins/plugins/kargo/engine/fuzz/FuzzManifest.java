package io.jenkins.plugins.kargo.engine.fuzz;

import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Any file is read, or has errors that point into it. */
public final class FuzzManifest {
    private static final ManifestLoader LOADER = new ManifestLoader(
            new Capabilities(Set.of("git-clone", "git-push", "yaml-update", "helm-template", "http"), Set.of()));

    private FuzzManifest() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        LoadedManifests loaded = LOADER.load(List.of(new ManifestFile("kargo.yaml", text)));
        loaded.errors().forEach(error -> {
            if (!error.toString().contains("kargo.yaml")) {
                throw new AssertionError("an error that does not say where: " + error);
            }
        });
    }
}
