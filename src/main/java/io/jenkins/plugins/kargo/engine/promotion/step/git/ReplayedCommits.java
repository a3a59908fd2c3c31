package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.hosting.GitHubCommits.NewCommit;
import io.jenkins.plugins.kargo.engine.hosting.GitHubCommits.Person;
import java.util.List;
import java.util.Locale;

/** How GitHub is to make a commit anew. Kargo's rule: what nobody here vouches for, GitHub is not made to vouch for. */
final class ReplayedCommits {
    private ReplayedCommits() {}

    /**
     * A trusted commit is made without author, so that it is the App's and GitHub signs it; an author who is not the
     * signer stays named in the message. Any other keeps author and committer.
     */
    @NonNull
    static NewCommit of(@NonNull StagedCommits.Commit commit, @NonNull List<String> parents) {
        if (!commit.trusted()) {
            return new NewCommit(
                    commit.message(), commit.tree(), parents, person(commit.author()), person(commit.committer()));
        }
        String email = commit.author().email();
        boolean own = commit.signer().toLowerCase(Locale.ROOT).contains(email.toLowerCase(Locale.ROOT));
        String message = own
                ? commit.message()
                : CommitMessage.with(
                                commit.message(),
                                "Co-authored-by",
                                commit.author().name() + " <" + email + '>')
                        .stripTrailing();
        return new NewCommit(message, commit.tree(), parents, null, null);
    }

    private static Person person(StagedCommits.Person person) {
        return new Person(person.name(), person.email(), person.date());
    }
}
