package hudson.model.queue;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Queue;
import org.springframework.security.core.Authentication;

/** No QueueItemAuthenticator exists here, so every task runs with its default authority. */
public class Tasks {
    @NonNull
    public static Authentication getAuthenticationOf2(@NonNull Queue.Task t) {
        return t.getDefaultAuthentication2();
    }
}
