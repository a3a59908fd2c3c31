package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import io.jenkins.plugins.kargo.engine.promotion.step.common.TextFiles;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code yaml-merge}: merges YAML files, a later one into the earlier; output {@code commitMessage} lists them. */
public final class YamlMergeStep extends FileStep {
    public YamlMergeStep() {
        super("yaml-merge");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String outFile = config.text("outFile");
        List<String> merged = context.workspace()
                .files(new Merge(new ArrayList<>(config.texts("inFiles")), outFile, config.flag("ignoreMissingFiles")));
        if (merged.isEmpty()) {
            return StepResult.succeeded();
        }
        String message = merged.size() == 1
                ? "Wrote " + merged.get(0) + " to " + outFile
                : "Merged " + merged.size() + " YAML files to " + outFile + "\n- " + String.join("\n- ", merged);
        return StepResult.succeeded(Map.of("commitMessage", message));
    }

    /** Gives the files that were there. */
    public record Merge(
            @NonNull ArrayList<String> inFiles, @NonNull String outFile, boolean ignoreMissing)
            implements Workspace.FileOperation<ArrayList<String>> {
        @Override
        public ArrayList<String> run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            ArrayList<String> found = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (String name : inFiles) {
                Path file = WorkPaths.resolve(workDir, name);
                if (Files.exists(file)) {
                    found.add(name);
                    texts.add(TextFiles.read(file, name));
                } else if (!ignoreMissing) {
                    throw new IOException("error reading input file: \"" + name + "\" not found");
                }
            }
            Path out = WorkPaths.resolveForWriting(workDir, outFile);
            String text = merge(found, texts);
            Files.createDirectories(out.getParent());
            Files.writeString(out, text);
            return found;
        }
    }

    /** The first text that holds something, with the others merged into it; empty when none does. */
    @NonNull
    static String merge(@NonNull List<String> names, @NonNull List<String> texts) throws IOException {
        YamlEditor target = null;
        for (int i = 0; i < texts.size(); i++) {
            try {
                YamlEditor next = YamlEditor.of(texts.get(i));
                Object document = next.verbatimDocument();
                if (document == null) {
                    continue;
                }
                target = target == null ? next : merge(target, next, document);
            } catch (IOException e) {
                throw new IOException("error reading input file \"" + names.get(i) + "\": " + e.getMessage(), e);
            }
        }
        return target == null ? "" : target.text();
    }

    private static YamlEditor merge(YamlEditor target, YamlEditor next, Object document) throws IOException {
        if (document instanceof Map<?, ?> patch && target.document() instanceof Map) {
            Map<String, Object> changes = new LinkedHashMap<>();
            patch.forEach((key, value) -> changes.put(String.valueOf(key), value));
            return target.merge(changes);
        }
        return next;
    }
}
