package io.jenkins.plugins.kargo.engine.testing;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A bare repository that a test fills and looks into; commits are made without a work tree and take about a millisecond. */
public final class GitFixture {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final Path path;
    private long clock;

    private GitFixture(Path path) {
        this.path = path;
    }

    /** A new bare repository at the path; partial clones and pushes over HTTP are allowed. */
    public static GitFixture create(Path path) {
        GitFixture fixture = new GitFixture(path);
        try (Repository repository = fixture.open()) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            config.setBoolean("http", null, "receivepack", true);
            config.setBoolean("uploadpack", null, "allowFilter", true);
            config.save();
            repository.updateRef(Constants.HEAD).link("refs/heads/main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fixture;
    }

    public static GitFixture existing(Path path) {
        return new GitFixture(path);
    }

    public Path path() {
        return path;
    }

    public Repository open() {
        try {
            return new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(path.toFile())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a commit to the branch, a minute after the previous one. @param files path to text, null deletes */
    public String commit(String branch, String message, Map<String, String> files) {
        return commit(branch, message, files, EPOCH.plusSeconds(60 * ++clock));
    }

    public String commit(String branch, String message, Map<String, String> files, Instant at) {
        String head = head(branch);
        return commit(branch, message, files, at, head == null ? List.of() : List.of(head));
    }

    /** The first parent's tree with the changes; the branch is set to the new commit whatever it was. */
    public String commit(String branch, String message, Map<String, String> files, Instant at, List<String> parents) {
        try (Repository repository = open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            if (!parents.isEmpty()) {
                load(repository, index, ObjectId.fromString(parents.get(0)));
            }
            edit(index, inserter, files);
            PersonIdent person = new PersonIdent("Ada Lovelace", "ada@example.com", at, ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
            commit.setAuthor(person);
            commit.setCommitter(new PersonIdent("Grace Hopper", "grace@example.com", at, ZoneOffset.UTC));
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            update(repository, "refs/heads/" + branch, id);
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void load(Repository repository, DirCache index, ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            DirCacheBuilder builder = index.builder();
            builder.addTree(
                    new byte[0],
                    DirCacheEntry.STAGE_0,
                    walk.getObjectReader(),
                    walk.parseCommit(commit).getTree());
            builder.finish();
        }
    }

    private static void edit(DirCache index, ObjectInserter inserter, Map<String, String> files) throws IOException {
        DirCacheEditor editor = index.editor();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getValue() == null) {
                editor.add(new DirCacheEditor.DeletePath(file.getKey()));
                continue;
            }
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
            editor.add(new DirCacheEditor.PathEdit(file.getKey()) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(blob);
                }
            });
        }
        editor.finish();
    }

    /**
     * Fills an empty repository by git fast-import: commits that change one file each, every 5,000th the file {@code rare},
     * and lightweight tags {@code v1.0.0, v1.0.1, …} spread over them.
     */
    public void importHistory(String branch, int commits, int tags) {
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= commits; i++) {
            String file = i % 5_000 == 0 ? "rare" : "service-" + i % 100 + "/f";
            String text = "content " + i;
            String message = "commit " + i;
            stream.append("commit refs/heads/")
                    .append(branch)
                    .append("\nmark :")
                    .append(i);
            stream.append("\ncommitter Ada Lovelace <ada@example.com> ").append(1_767_225_600L + i * 60L);
            stream.append(" +0000\ndata ").append(message.length()).append('\n').append(message);
            stream.append("\nM 100644 inline ").append(file).append("\ndata ");
            stream.append(text.length()).append('\n').append(text).append("\n\n");
        }
        for (int i = 0; i < tags; i++) {
            stream.append("reset refs/tags/v1.0.").append(i);
            stream.append("\nfrom :").append(1 + (long) i * commits / tags).append("\n\n");
        }
        try {
            Process git = new ProcessBuilder("git", "fast-import", "--quiet")
                    .directory(path.toFile())
                    .redirectErrorStream(true)
                    .start();
            git.getOutputStream().write(stream.toString().getBytes(StandardCharsets.UTF_8));
            git.getOutputStream().close();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new IllegalStateException("git fast-import: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A lightweight tag; an existing one is moved. */
    public void tag(String name, String commit) {
        try (Repository repository = open()) {
            update(repository, "refs/tags/" + name, ObjectId.fromString(commit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void annotatedTag(String name, String commit, String message, Instant at) {
        try (Repository repository = open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(name);
            tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
            tag.setTagger(new PersonIdent("Margaret Hamilton", "margaret@example.com", at, ZoneOffset.UTC));
            tag.setMessage(message);
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            update(repository, "refs/tags/" + name, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param ref full name, such as {@code refs/tags/v1} */
    public void delete(String ref) {
        try (Repository repository = open()) {
            RefUpdate update = repository.updateRef(ref);
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void update(Repository repository, String ref, ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(id);
        RefUpdate.Result result = update.forceUpdate();
        if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.REJECTED) {
            throw new IllegalStateException(ref + ": " + result);
        }
    }

    /** The commit at the tip of the branch, null when there is no such branch. */
    @CheckForNull
    public String head(String branch) {
        try (Repository repository = open()) {
            ObjectId id = repository.resolve("refs/heads/" + branch);
            return id == null ? null : id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole messages of the branch's commits, newest first; empty when there is no such branch. */
    public List<String> log(String branch) {
        List<String> messages = new ArrayList<>();
        String head = head(branch);
        if (head == null) {
            return messages;
        }
        try (Repository repository = open();
                RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
            for (RevCommit commit : walk) {
                messages.add(commit.getFullMessage());
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Path to text of every file at the tip of the branch. */
    public Map<String, String> files(String branch) {
        Map<String, String> files = new TreeMap<>();
        try (Repository repository = open();
                RevWalk revisions = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(revisions
                    .parseCommit(repository.resolve("refs/heads/" + branch))
                    .getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                byte[] content = repository.open(walk.getObjectId(0)).getBytes();
                files.put(walk.getPathString(), new String(content, StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
