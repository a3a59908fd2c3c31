package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileEdit;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlUpdateStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code helm-update-image}, which Kargo has replaced by {@code yaml-update}: sets images in a values file. */
public final class HelmUpdateImageStep extends FileStep {
    public HelmUpdateImageStep() {
        super("helm-update-image");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        context.log().line("helm-update-image is gone from Kargo: use yaml-update with imageFrom(...) instead");
        StepConfig config = new StepConfig(context.config());
        String path = config.text("path");
        ArrayList<FileEdit.Update> updates = new ArrayList<>();
        List<String> references = new ArrayList<>();
        for (StepConfig entry : config.objects("images")) {
            String value = entry.text("value");
            String repository = entry.text("image");
            if (!repository.isEmpty()) {
                Image image = find(context.promotion(), repository, entry.object("fromOrigin"));
                references.add(value.endsWith("Digest") ? byDigest(image) : byTag(image));
                value = value(image, value);
            } else {
                references.add(value);
            }
            updates.add(new FileEdit.Update(entry.text("key"), value));
        }
        context.workspace().files(new FileEdit(path, updates, YamlUpdateStep.editor()));
        String message = "Updated " + path + " to use new image" + (references.size() > 1 ? "s" : "") + "\n\n- "
                + String.join("\n- ", references);
        return StepResult.succeeded(Map.of("commitMessage", message));
    }

    private static Image find(Promotion promotion, String repository, Optional<StepConfig> origin) throws IOException {
        for (Freight freight : promotion.collection().items().values()) {
            boolean wanted = origin.isEmpty()
                    || origin.get().text("name").equals(freight.origin().name());
            for (Image image : freight.images()) {
                if (wanted && image.repoURL().equals(repository)) {
                    return image;
                }
            }
        }
        throw new IOException("no image " + repository + " is in the promotion's freight"
                + origin.map(from -> " from Warehouse " + from.text("name")).orElse(""));
    }

    private static String value(Image image, String form) throws StepFailure {
        return switch (form) {
            case "ImageAndTag" -> byTag(image);
            case "Tag" -> image.tag();
            case "ImageAndDigest" -> byDigest(image);
            case "Digest" -> image.digest();
            default ->
                throw new StepFailure("invalid helm-update-image config: value of an image must be one of ImageAndTag, "
                        + "Tag, ImageAndDigest, Digest, and is \"" + form + '"');
        };
    }

    private static String byTag(Image image) {
        return image.repoURL() + ':' + image.tag();
    }

    private static String byDigest(Image image) {
        return image.repoURL() + '@' + image.digest();
    }
}
