package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.OffsetDateTime;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A commit as {@code git log} prints it. @param author and committer as {@code Name <email>} @param subject unabridged */
public record CommitRecord(
        @NonNull String id,
        @NonNull OffsetDateTime commitDate,
        @NonNull String author,
        @NonNull String committer,
        @NonNull String subject) {
    static CommitRecord of(RevCommit commit) {
        return new CommitRecord(
                commit.name(),
                date(commit.getCommitterIdent()),
                person(commit.getAuthorIdent()),
                person(commit.getCommitterIdent()),
                commit.getShortMessage());
    }

    static OffsetDateTime date(PersonIdent person) {
        return person.getWhenAsInstant().atZone(person.getZoneId()).toOffsetDateTime();
    }

    static String person(PersonIdent person) {
        return person.getName() + " <" + person.getEmailAddress() + '>';
    }
}
