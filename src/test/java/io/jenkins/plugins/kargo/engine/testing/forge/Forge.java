package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.List;
import org.eclipse.jgit.lib.Repository;

/** What a service does, whatever its API looks like. */
public interface Forge {
    /** Of the repository's page, without {@code .git}. */
    String page();

    /** Of the server. */
    String server();

    List<PullRequestRecord> requests();

    /** Null when there is none. */
    PullRequestRecord request(long number);

    PullRequestRecord open(String source, String target, String title, String description);

    /** What the source branch has now; what it had last when it is gone. */
    String head(PullRequestRecord request);

    /** @return whether it could be merged */
    boolean merge(long number, String method);

    /** Why nothing is merged, empty when that is allowed. */
    String blocked();

    /** Whether the service still has to find out what can be merged. */
    boolean undecided();

    /** The bare repository; close it. */
    Repository git();
}
