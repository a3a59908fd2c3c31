package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;

/**
 * A person who answers, as known at that moment.
 *
 * @param user Jenkins user id
 * @param groups names of the groups that the user is in
 */
public record Approver(@NonNull String user, @NonNull Set<String> groups) {
    public Approver {
        groups = Set.copyOf(groups);
    }
}
