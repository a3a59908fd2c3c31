package io.jenkins.plugins.kargo.engine.discovery.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.mirror.BranchTip;
import io.jenkins.plugins.kargo.engine.git.mirror.CommitRecord;
import io.jenkins.plugins.kargo.engine.git.mirror.GitMirror;
import io.jenkins.plugins.kargo.engine.git.mirror.GitMirrors;
import io.jenkins.plugins.kargo.engine.git.mirror.GitRemote;
import io.jenkins.plugins.kargo.engine.git.mirror.TagRecord;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the commits that a subscription wants. What it found on a branch is remembered with the branch's tip, so that the
 * next walk ends where the last one began. Thread-safe.
 */
public final class GitDiscovery {
    private static final int MAX_REMEMBERED = 10_000;
    private static final String TAGS = "refs/tags/";

    private final GitMirrors mirrors;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    private record Question(String credential, Subscription.Git subscription) {}

    private record Answer(String tip, List<CommitRecord> commits) {}

    public GitDiscovery(@NonNull GitMirrors mirrors) {
        this.mirrors = mirrors;
    }

    /** Best first, at most the subscription's limit. */
    @NonNull
    public List<DiscoveredArtifact.Commit> discover(
            @NonNull Subscription.Git subscription, @NonNull CredentialResolver credentials)
            throws GitException, InterruptedException, CredentialRefused {
        GitSelector selector = new GitSelector(subscription);
        GitRemote remote = remote(subscription, credentials);
        GitMirror mirror = mirrors.open(remote);
        if (subscription.commitSelectionStrategy() == Subscription.CommitSelection.NewestFromBranch) {
            return newestFromBranch(subscription, selector, remote, mirror).stream()
                    .map(selector::discovered)
                    .toList();
        }
        return ofTags(subscription, selector, mirror).stream()
                .map(selector::discovered)
                .toList();
    }

    /** One commit, whatever the filters say of it. @throws GitException when the remote does not have it */
    @NonNull
    public DiscoveredArtifact.Commit pinned(
            @NonNull Subscription.Git subscription, @NonNull String id, @NonNull CredentialResolver credentials)
            throws GitException, InterruptedException, CredentialRefused {
        GitSelector selector = new GitSelector(subscription);
        GitMirror mirror = mirrors.open(remote(subscription, credentials));
        mirror.branch(subscription.branch());
        return selector.discovered(mirror.commit(id)
                .orElseThrow(() -> new GitException(subscription.repoURL() + ": there is no commit " + id)));
    }

    /**
     * Whether a push may change what the subscription finds. Pure.
     *
     * @param ref {@code refs/heads/…} or {@code refs/tags/…}; empty for any
     * @param defaultBranch of the repository; empty when that is not known
     * @param paths that it touched; null when that is not known
     */
    public static boolean concerns(
            @NonNull Subscription.Git subscription,
            @NonNull String ref,
            @NonNull String defaultBranch,
            @CheckForNull List<String> paths) {
        GitSelector selector = new GitSelector(subscription);
        boolean ofBranch = subscription.commitSelectionStrategy() == Subscription.CommitSelection.NewestFromBranch;
        if (ref.startsWith(TAGS)) {
            return !ofBranch && selector.matchesTagName(ref.substring(TAGS.length()));
        }
        if (!ofBranch && !ref.isEmpty()) {
            return false;
        }
        // Which branch is the default one, only the repository knows: when nobody says, it may be any.
        String branch = subscription.branch().isEmpty() ? defaultBranch : subscription.branch();
        boolean right = ref.isEmpty() || branch.isEmpty() || ref.equals("refs/heads/" + branch);
        return right && (paths == null || !selector.hasPathFilter() || selector.matchesPaths(paths));
    }

    private static GitRemote remote(Subscription.Git subscription, CredentialResolver credentials)
            throws CredentialRefused {
        Credential credential = credentials
                .find(subscription.repoURL(), CredentialResolver.Access.READ)
                .orElse(null);
        return new GitRemote(subscription.repoURL(), credential, subscription.insecureSkipTLSVerify());
    }

    private List<CommitRecord> newestFromBranch(
            Subscription.Git subscription, GitSelector selector, GitRemote remote, GitMirror mirror)
            throws GitException, InterruptedException {
        BranchTip tip = mirror.branch(subscription.branch());
        Question question = new Question(
                remote.credential() == null ? "" : remote.credential().id(), subscription);
        Answer last = selector.isTimeless() ? answers.get(question) : null;
        if (last != null && last.tip.equals(tip.commit())) {
            return last.commits;
        }
        int limit = subscription.discoveryLimit();
        GitMirror.Selected selected = mirror.log(
                tip.commit(),
                new GitMirror.Selection(
                        subscription.since(),
                        last == null ? "" : last.tip,
                        limit,
                        selector::matches,
                        selector.hasPathFilter() ? selector::matchesPaths : null));
        List<CommitRecord> commits = new ArrayList<>(selected.commits());
        if (selected.metUntil()) {
            commits.addAll(last.commits);
        }
        List<CommitRecord> newest = List.copyOf(commits.subList(0, Math.min(limit, commits.size())));
        if (answers.size() > MAX_REMEMBERED) {
            answers.clear();
        }
        answers.put(question, new Answer(tip.commit(), newest));
        return newest;
    }

    private static List<TagRecord> ofTags(Subscription.Git subscription, GitSelector selector, GitMirror mirror)
            throws GitException, InterruptedException {
        List<TagRecord> ordered = selector.ordered(mirror.tags(selector::matchesTagName));
        int limit = subscription.discoveryLimit();
        return selector.hasPathFilter()
                ? mirror.firstByPaths(ordered, limit, selector::matchesPaths)
                : ordered.subList(0, Math.min(limit, ordered.size()));
    }
}
