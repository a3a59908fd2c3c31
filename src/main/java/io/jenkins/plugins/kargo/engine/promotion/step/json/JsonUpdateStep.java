package io.jenkins.plugins.kargo.engine.promotion.step.json;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.DocumentUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileEdit;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import java.io.IOException;
import java.util.ArrayList;

/** {@code json-update}: sets scalars of a JSON file; what is missing on the way to one is made. */
public final class JsonUpdateStep extends DocumentUpdateStep {
    public JsonUpdateStep() {
        super("json-update", Editor.VALUES);
    }

    @Override
    @NonNull
    protected String describe(@CheckForNull Object value) {
        return value instanceof String text ? GoText.quoted(text) : GoText.plain(value);
    }

    private enum Editor implements FileEdit.Editor {
        VALUES;

        @Override
        @NonNull
        public String edit(@NonNull String text, @NonNull ArrayList<FileEdit.Update> updates) throws IOException {
            String edited = text;
            for (FileEdit.Update update : updates) {
                edited = JsonValues.set(edited, update.key(), update.value());
            }
            return edited;
        }
    }
}
