package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.DocumentUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileEdit;
import java.io.IOException;
import java.util.ArrayList;

/** {@code yaml-update}: sets scalars of a YAML file. */
public final class YamlUpdateStep extends DocumentUpdateStep {
    public YamlUpdateStep() {
        super("yaml-update", Editor.VALUES);
    }

    @Override
    @NonNull
    protected String describe(@CheckForNull Object value) {
        return YamlScalars.forMessage(value);
    }

    private enum Editor implements FileEdit.Editor {
        VALUES;

        @Override
        @NonNull
        public String edit(@NonNull String text, @NonNull ArrayList<FileEdit.Update> updates) throws IOException {
            return YamlValues.set(
                    text,
                    updates.stream()
                            .map(update -> new YamlValues.Update(update.key(), update.value()))
                            .toList());
        }
    }
}
