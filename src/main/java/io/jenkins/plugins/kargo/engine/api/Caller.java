package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.Set;

/** Who asks, and what they may do at this moment. */
public interface Caller {
    /** What the Jenkins item that owns a project grants. */
    enum Right {
        /** Item/Read: see the project at all; without it the project does not exist for the caller. */
        READ,
        /** Kargo/Promote. */
        PROMOTE,
        /** Kargo/Approve. */
        APPROVE,
        /** Kargo/Administer. */
        ADMINISTER
    }

    /** Jenkins user id, {@code anonymous} for nobody. */
    @NonNull
    String userId();

    /** Names of the groups the user is in. */
    @NonNull
    Set<String> groups();

    /** Whether ids that differ in upper and lower case only are of two users. */
    default boolean caseMatters() {
        return false;
    }

    boolean may(@NonNull Right right, @NonNull ProjectKey project);
}
