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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code yaml-update}: sets scalars of a YAML file; output {@code commitMessage} lists them. */
public final class YamlUpdateStep extends FileStep {
    public YamlUpdateStep() {
        super("yaml-update");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String path = config.text("path");
        ArrayList<String> keys = new ArrayList<>();
        ArrayList<Object> values = new ArrayList<>();
        StringBuilder message = new StringBuilder("Updated " + path + "\n");
        for (StepConfig update : config.objects("updates")) {
            keys.add(update.text("key"));
            values.add(update.value("value"));
            message.append("\n- ")
                    .append(update.text("key"))
                    .append(": ")
                    .append(YamlScalars.forMessage(update.value("value")));
        }
        context.workspace().files(new Edit(path, keys, values));
        return StepResult.succeeded(Map.of("commitMessage", message.toString()));
    }

    public record Edit(String path, ArrayList<String> keys, ArrayList<Object> values)
            implements Workspace.FileOperation<Boolean> {
        @Override
        public Boolean run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            Path file = WorkPaths.resolveForWriting(workDir, path);
            String before = TextFiles.read(file, path);
            List<YamlValues.Update> updates = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                updates.add(new YamlValues.Update(keys.get(i), values.get(i)));
            }
            try {
                TextFiles.write(file, before, YamlValues.set(before, updates));
            } catch (IOException e) {
                throw new IOException("error updating values in file \"" + path + "\": " + e.getMessage(), e);
            }
            return true;
        }
    }
}
