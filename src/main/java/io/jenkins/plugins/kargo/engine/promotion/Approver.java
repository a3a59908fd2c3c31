package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;

/**
 * A person who answers, as known at that moment.
 *
 * @param user Jenkins user id
 * @param groups names of the groups that the user is in
 * @param caseMatters whether ids that differ in upper and lower case only are of two people; as a rule they are of one
 */
public record Approver(@NonNull String user, @NonNull Set<String> groups, boolean caseMatters) {
    public Approver {
        groups = Set.copyOf(groups);
    }

    public Approver(@NonNull String user, @NonNull Set<String> groups) {
        this(user, groups, false);
    }

    boolean is(String id) {
        return same(user, id);
    }

    boolean isIn(String group) {
        return groups.stream().anyMatch(one -> same(one, group));
    }

    private boolean same(String one, String other) {
        return caseMatters ? one.equals(other) : one.equalsIgnoreCase(other);
    }
}
