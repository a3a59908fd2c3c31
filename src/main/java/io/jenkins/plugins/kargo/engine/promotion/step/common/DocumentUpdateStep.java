package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileEdit.Update;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

/** Sets values of a text file by {@code path} and {@code updates}; output {@code commitMessage} lists them. */
public abstract class DocumentUpdateStep extends FileStep {
    private final FileEdit.Editor editor;

    protected DocumentUpdateStep(@NonNull String name, @NonNull FileEdit.Editor editor) {
        super(name);
        this.editor = editor;
    }

    /** A value as the commit message shows it. */
    @NonNull
    protected abstract String describe(@CheckForNull Object value);

    @Override
    @NonNull
    public final StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String path = config.text("path");
        ArrayList<Update> updates = new ArrayList<>();
        StringBuilder message = new StringBuilder("Updated " + path + "\n");
        for (StepConfig entry : config.objects("updates")) {
            Update update = new Update(entry.text("key"), entry.value("value"));
            updates.add(update);
            message.append("\n- ").append(update.key()).append(": ").append(describe(update.value()));
        }
        context.workspace().files(new FileEdit(path, updates, editor));
        return StepResult.succeeded(Map.of("commitMessage", message.toString()));
    }
}
