package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitNames;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/**
 * A remote as one caller sees it through its mirror. Every method that names refs asks the remote first, as that caller;
 * the others read what was fetched. Thread-safe.
 */
public final class GitMirror {
    private final MirrorDirectory directory;
    private final MirrorFetch fetch;

    GitMirror(MirrorDirectory directory, GitRemote remote, MirrorSettings settings, GitUsage usage)
            throws GitException {
        this.directory = directory;
        fetch = new MirrorFetch(directory, remote, settings, usage);
    }

    /**
     * Brings the branch up to date; transfers nothing but the list of refs when it has not moved.
     *
     * @param branch empty for the remote's default branch
     * @throws GitException when it cannot be read, or has no such branch
     */
    @NonNull
    public BranchTip branch(@NonNull String branch) throws GitException, InterruptedException {
        return fetch.branch(branch.isEmpty() ? "" : GitNames.branch(branch));
    }

    /** Brings all tags up to date, deleted and moved ones included, and lists those of commits: newest creator date first. */
    @NonNull
    public List<TagRecord> tags(@NonNull Predicate<String> wanted) throws GitException, InterruptedException {
        fetch.tags();
        return directory.read((repository, walk) -> {
            List<TagRecord> tags = new ArrayList<>();
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                String name = ref.getName().substring(Constants.R_TAGS.length());
                if (wanted.test(name)) {
                    tag(walk, name, ref.getObjectId()).ifPresent(tags::add);
                }
            }
            // As git for-each-ref --sort=-creatordate: equal dates by name.
            tags.sort(Comparator.comparing((TagRecord tag) -> tag.creatorDate().toInstant())
                    .reversed()
                    .thenComparing(TagRecord::tag));
            return tags;
        });
    }

    /** Empty for tags of trees and blobs. */
    private static Optional<TagRecord> tag(RevWalk walk, String name, ObjectId id) throws IOException {
        RevObject object = walk.parseAny(id);
        RevTag annotation = object instanceof RevTag tag ? tag : null;
        RevObject peeled = walk.peel(object);
        if (!(peeled instanceof RevCommit commit)) {
            return Optional.empty();
        }
        walk.parseBody(commit);
        CommitRecord record = CommitRecord.of(commit);
        if (annotation == null) {
            return Optional.of(new TagRecord(name, record, record.commitDate(), "", ""));
        }
        walk.parseBody(annotation);
        boolean signed = annotation.getTaggerIdent() != null;
        return Optional.of(new TagRecord(
                name,
                record,
                signed ? CommitRecord.date(annotation.getTaggerIdent()) : record.commitDate(),
                signed ? CommitRecord.person(annotation.getTaggerIdent()) : "",
                annotation.getShortMessage()));
    }

    /**
     * Which commits of a branch to list.
     *
     * @param since commits before it end the walk; null for none
     * @param until a commit that ends the walk and is not listed; empty for none
     * @param paths judges the paths that a commit changed; null when they do not matter
     */
    public record Selection(
            @CheckForNull Instant since,
            @NonNull String until,
            int limit,
            @NonNull Predicate<CommitRecord> commits,
            @CheckForNull Predicate<List<String>> paths) {}

    /** @param metUntil whether the walk ended at {@link Selection#until} */
    public record Selected(@NonNull List<CommitRecord> commits, boolean metUntil) {}

    /** Walks the first parents once, newest first, and keeps what fits. @param tip a commit that was fetched */
    @NonNull
    public Selected log(@NonNull String tip, @NonNull Selection selection) throws GitException, InterruptedException {
        try {
            return directory.read((repository, walk) -> log(walk, tip, selection));
        } finally {
            directory.changedPaths().save();
        }
    }

    private Selected log(RevWalk walk, String tip, Selection selection) throws IOException, InterruptedException {
        List<CommitRecord> selected = new ArrayList<>();
        RevCommit commit = walk.parseCommit(ObjectId.fromString(tip));
        while (selected.size() < selection.limit()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (commit.name().equals(selection.until())) {
                return new Selected(selected, true);
            }
            if (selection.since() != null
                    && commit.getCommitTime() < selection.since().getEpochSecond()) {
                break;
            }
            CommitRecord record = CommitRecord.of(commit);
            if (selection.commits().test(record)
                    && (selection.paths() == null
                            || selection.paths().test(directory.changedPaths().of(walk, commit)))) {
                selected.add(record);
            }
            if (commit.getParentCount() == 0) {
                break;
            }
            RevCommit parent = walk.parseCommit(commit.getParent(0));
            commit.disposeBody();
            commit = parent;
        }
        return new Selected(selected, false);
    }

    /**
     * Shows the commits that a fetched tip reaches, by any parent, newest first.
     *
     * @param limit how many to show at most
     * @param goOn gets a commit's id and its whole message, and says whether it wants the next one
     */
    public void visit(@NonNull String tip, int limit, @NonNull BiPredicate<String, String> goOn)
            throws GitException, InterruptedException {
        directory.read((repository, walk) -> {
            walk.markStart(walk.parseCommit(ObjectId.fromString(tip)));
            int shown = 0;
            for (RevCommit commit = walk.next(); commit != null && shown < limit; commit = walk.next()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!goOn.test(commit.name(), commit.getFullMessage())) {
                    break;
                }
                commit.disposeBody();
                shown++;
            }
            return shown;
        });
    }

    /** Whether a merge of one fetched commit into another would change no file. */
    public boolean bringsNothing(@NonNull String head, @NonNull String base) throws GitException, InterruptedException {
        return directory.read((repository, walk) -> {
            RevCommit ours = walk.parseCommit(ObjectId.fromString(base));
            RevCommit theirs = walk.parseCommit(ObjectId.fromString(head));
            if (theirs.getTree().equals(ours.getTree())) {
                return true;
            }
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(List.of(ours, theirs));
            RevCommit common = walk.next();
            return common != null && common.getTree().equals(theirs.getTree());
        });
    }

    /** The paths that a fetched commit changed against its first parent. */
    @NonNull
    public List<String> changedPaths(@NonNull String commit) throws GitException, InterruptedException {
        try {
            return directory.read((repository, walk) ->
                    directory.changedPaths().of(walk, walk.parseCommit(ObjectId.fromString(commit))));
        } finally {
            directory.changedPaths().save();
        }
    }

    /** The first tags, so many at most, the changed paths of whose commits fit; the others are not looked at. */
    @NonNull
    public List<TagRecord> firstByPaths(
            @NonNull List<TagRecord> tags, int limit, @NonNull Predicate<List<String>> fitting)
            throws GitException, InterruptedException {
        try {
            return directory.read((repository, walk) -> {
                List<TagRecord> selected = new ArrayList<>();
                for (TagRecord tag : tags) {
                    if (selected.size() >= limit) {
                        break;
                    }
                    RevCommit commit =
                            walk.parseCommit(ObjectId.fromString(tag.commit().id()));
                    if (fitting.test(directory.changedPaths().of(walk, commit))) {
                        selected.add(tag);
                    }
                }
                return selected;
            });
        } finally {
            directory.changedPaths().save();
        }
    }

    /**
     * A commit by its id, which may be abbreviated when it is reachable from something fetched before.
     *
     * @return empty when the remote does not have it, or does not give it away by its id
     */
    @NonNull
    public Optional<CommitRecord> commit(@NonNull String id) throws GitException, InterruptedException {
        GitNames.commit(id);
        Optional<CommitRecord> known = find(id);
        if (known.isPresent() || id.length() != Constants.OBJECT_ID_STRING_LENGTH) {
            return known;
        }
        fetch.commit(ObjectId.fromString(id));
        return find(id);
    }

    private Optional<CommitRecord> find(String id) throws GitException, InterruptedException {
        return directory.read((repository, walk) -> {
            try {
                ObjectId resolved = repository.resolve(id + "^{commit}");
                return resolved == null ? Optional.empty() : Optional.of(CommitRecord.of(walk.parseCommit(resolved)));
            } catch (MissingObjectException | IncorrectObjectTypeException e) {
                return Optional.empty();
            }
        });
    }
}
