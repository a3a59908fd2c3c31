package hudson.model;

import java.util.List;

public interface BuildListener extends TaskListener {
    default void started(List<Cause> causes) {
        if (causes == null || causes.isEmpty()) {
            getLogger().println("Started");
            return;
        }
        for (Cause cause : causes) {
            getLogger().print("Started by: ");
            cause.print(this);
        }
    }

    default void finished(Result result) {
        getLogger().println("Finished: " + result);
    }
}
