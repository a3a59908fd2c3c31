package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code kustomize-set-image}: sets images of a kustomization; output {@code commitMessage} lists them. */
public final class KustomizeSetImageStep extends FileStep {
    public KustomizeSetImageStep() {
        super("kustomize-set-image");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        List<StepConfig> images = config.objects("images");
        List<TargetImage> targets =
                images.isEmpty() ? FreightImages.of(context.configuration(), context.promotion()) : targets(images);
        String path = config.text("path");
        List<TargetImage> set = context.workspace().files(new SetImages(path, new ArrayList<>(targets)));
        return set.isEmpty()
                ? StepResult.succeeded()
                : StepResult.succeeded(Map.of("commitMessage", commitMessage(path, set)));
    }

    private static List<TargetImage> targets(List<StepConfig> images) {
        Map<String, TargetImage> targets = new TreeMap<>();
        for (StepConfig image : images) {
            String name = image.text("name", image.text("image"));
            String digest = image.text("digest");
            String tag = digest.isEmpty() ? image.text("tag") : "";
            targets.put(name, new TargetImage(name, image.text("newName"), tag, digest));
        }
        return List.copyOf(targets.values());
    }

    private static String commitMessage(String path, List<TargetImage> targets) {
        StringBuilder message = new StringBuilder("Updated " + path + " to use new image");
        message.append(targets.size() > 1 ? "s\n" : "\n");
        targets.forEach(target -> message.append("\n- ").append(target.reference()));
        return message.toString();
    }

    /** Gives the images as they are now. */
    public record SetImages(@NonNull String path, @NonNull ArrayList<TargetImage> targets)
            implements Workspace.FileOperation<ArrayList<TargetImage>> {
        @Override
        public ArrayList<TargetImage> run(@NonNull Path workDir, @NonNull PromotionLog log)
                throws IOException, StepFailure {
            Path directory = WorkPaths.resolveForWriting(workDir, path);
            Path file;
            try {
                file = KustomizationFile.find(directory, path);
            } catch (IOException e) {
                throw new IOException("could not discover kustomization file: " + e.getMessage(), e);
            }
            String before = TextFiles.read(file, path + '/' + file.getFileName());
            TextFiles.write(file, before, KustomizationImages.set(before, targets));
            return KustomizationImages.resolved(before, targets);
        }
    }
}
