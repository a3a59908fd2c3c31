package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.DocumentParseStep;
import java.io.IOException;

/** {@code toml-parse}: reads values from a TOML file. */
public final class TomlParseStep extends DocumentParseStep {
    public TomlParseStep() {
        super("toml-parse", "TOML");
    }

    @Override
    @CheckForNull
    protected Object parse(@NonNull String text) throws IOException {
        return TomlDocument.parse(text).value();
    }
}
