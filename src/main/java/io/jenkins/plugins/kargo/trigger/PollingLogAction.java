package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the last poll of a job's trigger did and why, for whoever may read the job. */
@Restricted(NoExternalUse.class)
public class PollingLogAction implements Action {
    private final Job<?, ?> job;

    PollingLogAction(Job<?, ?> job) {
        this.job = job;
    }

    static Path file(@NonNull Job<?, ?> job) {
        return job.getRootDir().toPath().resolve("kargo-freight-polling.log");
    }

    @NonNull
    public Job<?, ?> getOwner() {
        return job;
    }

    @Override
    public String getIconFileName() {
        return "symbol-git-network-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.PollingLogAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "kargo-polling";
    }

    /** For Jelly: empty before the first poll. */
    @NonNull
    public String getLog() throws IOException {
        Path file = file(job);
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }
}
