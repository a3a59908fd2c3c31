package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.DocumentParseStep;
import java.io.IOException;

/** {@code yaml-parse}: reads values from a YAML file. */
public final class YamlParseStep extends DocumentParseStep {
    public YamlParseStep() {
        super("yaml-parse", "YAML");
    }

    @Override
    @CheckForNull
    protected Object parse(@NonNull String text) throws IOException {
        return YamlEditor.of(text).document();
    }
}
