package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.DocumentUpdateStep;
import java.io.IOException;

/** {@code toml-update}: sets scalars of a TOML file. */
public final class TomlUpdateStep extends DocumentUpdateStep {
    public TomlUpdateStep() {
        super("toml-update", TomlEditor.VALUES);
    }

    @Override
    @NonNull
    protected String describe(@CheckForNull Object value) {
        try {
            return TomlEditor.format(value, false);
        } catch (IOException e) {
            return String.valueOf(value);
        }
    }
}
