package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Commits of a checkout that the remote does not have, in the order in which they are to be made again. */
public record StagedCommits(@NonNull String head, @NonNull ArrayList<Commit> commits) implements Serializable {
    /** What separates fields, and ends a commit, in what git prints. */
    private static final String FIELD = "\u001f";

    private static final String END = "\u001e";
    private static final int FIELDS = 11;

    /** For {@code git log}. @param verified whether signatures are looked at */
    static String format(boolean verified) {
        String signature = verified ? "%G?%x1f%GS" : "N%x1f";
        return "--format=%H%x1f%T%x1f%P%x1f" + signature + "%x1f%an%x1f%ae%x1f%aI%x1f%cn%x1f%ce%x1f%cI%x1f%B%x1e";
    }

    /**
     * @param signer of a commit whose signature is good and trusted, empty for all others
     * @param trusted whether the signature is one of the key that signs here
     */
    public record Commit(
            @NonNull String id,
            @NonNull String tree,
            @NonNull ArrayList<String> parents,
            boolean trusted,
            @NonNull String signer,
            @NonNull Person author,
            @NonNull Person committer,
            @NonNull String message)
            implements Serializable {}

    /** @param date ISO 8601 */
    public record Person(
            @NonNull String name,
            @NonNull String email,
            @NonNull String date) implements Serializable {}

    /** @param printed by {@code git log} with {@link #format} */
    static StagedCommits read(String head, String printed) {
        ArrayList<Commit> commits = new ArrayList<>();
        for (String text : printed.split(END)) {
            String[] part = text.stripLeading().split(FIELD, FIELDS + 1);
            if (part.length == FIELDS + 1) {
                boolean trusted = part[3].equals("G");
                commits.add(new Commit(
                        part[0],
                        part[1],
                        new ArrayList<>(part[2].isEmpty() ? List.of() : List.of(part[2].split(" "))),
                        trusted,
                        trusted ? part[4] : "",
                        new Person(part[5], part[6], part[7]),
                        new Person(part[8], part[9], part[10]),
                        part[11].stripTrailing()));
            }
        }
        return new StagedCommits(head, commits);
    }
}
