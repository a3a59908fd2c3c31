package jenkins.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** How ids of users and groups are compared. */
public abstract class IdStrategy {
    public static IdStrategy CASE_INSENSITIVE = new CaseInsensitive();

    public boolean equals(@NonNull String id1, @NonNull String id2) {
        return compare(id1, id2) == 0;
    }

    public abstract int compare(@NonNull String id1, @NonNull String id2);

    public static class CaseInsensitive extends IdStrategy {
        @Override
        public int compare(@NonNull String id1, @NonNull String id2) {
            return String.CASE_INSENSITIVE_ORDER.compare(id1, id2);
        }
    }
}
