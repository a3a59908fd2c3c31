package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The build log of a step. */
final class BuildLog {
    private static final Logger LOGGER = Logger.getLogger(BuildLog.class.getName());

    private BuildLog() {}

    /**
     * The step's listener. When the controller was killed just as the step ended, Pipeline may resume the step although its
     * node takes no more log: what the step did counts all the same, so its last words go nowhere instead of failing it.
     */
    @NonNull
    static TaskListener of(@NonNull StepContext context) throws InterruptedException {
        try {
            TaskListener listener = context.get(TaskListener.class);
            return listener == null ? TaskListener.NULL : listener;
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A resumed step has no log any more", e);
            return TaskListener.NULL;
        }
    }
}
