package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Sets values of a text file, all in one round trip.
 *
 * @param how edits the text, where the file is
 */
public record FileEdit(
        @NonNull String path,
        @NonNull ArrayList<Update> updates,
        @NonNull Editor how) implements Workspace.FileOperation<Boolean> {
    /** @param value plain, may be null */
    public record Update(@NonNull String key, Object value) implements Serializable {}

    /** Travels to agents: an enum or a record. */
    @FunctionalInterface
    public interface Editor extends Serializable {
        /** @return the new text; @throws IOException saying which key or value is the trouble */
        @NonNull
        String edit(@NonNull String text, @NonNull ArrayList<Update> updates) throws IOException;
    }

    @Override
    public Boolean run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path file = WorkPaths.resolveForWriting(workDir, path);
        String before = TextFiles.read(file, path);
        String after;
        try {
            after = how.edit(before, updates);
        } catch (IOException e) {
            throw new IOException("error updating values in file \"" + path + "\": " + e.getMessage(), e);
        }
        TextFiles.write(file, before, after);
        return true;
    }
}
