package io.jenkins.plugins.kargo.engine.promotion.step.json;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.DocumentParseStep;
import java.io.IOException;

/** {@code json-parse}: reads values from a JSON file. */
public final class JsonParseStep extends DocumentParseStep {
    public JsonParseStep() {
        super("json-parse", "JSON");
    }

    @Override
    @CheckForNull
    protected Object parse(@NonNull String text) throws IOException {
        return JsonValues.read(text);
    }
}
