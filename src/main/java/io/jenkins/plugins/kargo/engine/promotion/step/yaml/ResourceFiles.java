package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Writes each resource of a rendered text into a file of its own. */
public final class ResourceFiles {
    private ResourceFiles() {}

    /**
     * Resources that make the same file name share the file, one document after the other.
     *
     * @param directory inside the work dir; made when missing
     * @param name the file's name, empty when the resource does not say enough to make one
     * @param end what stands behind each document
     * @return how many files were written
     */
    public static int write(
            @NonNull Path directory,
            @NonNull String rendered,
            @NonNull Function<Resource, String> name,
            @NonNull String end)
            throws IOException, StepFailure {
        Map<String, String> files = new LinkedHashMap<>();
        int unnamed = 0;
        for (String document : Manifests.split(rendered)) {
            String fileName = name.apply(Resource.of(document));
            if (fileName.isEmpty()) {
                fileName = "resource-" + unnamed + ".yaml";
                unnamed++;
            }
            files.merge(
                    Resource.checkFileName(fileName),
                    document + end,
                    (first, second) -> first.stripTrailing() + "\n---\n" + second);
        }
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            // What a link of that name points to is not ours to write.
            Files.deleteIfExists(target);
            Files.writeString(target, file.getValue());
        }
        return files.size();
    }
}
