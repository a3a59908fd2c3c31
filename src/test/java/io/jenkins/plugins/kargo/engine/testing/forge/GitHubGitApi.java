package io.jenkins.plugins.kargo.engine.testing.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** The part of GitHub's Git database that makes commits and moves refs, on the real repository. */
final class GitHubGitApi {
    /** Who an App is; what it makes without an author is signed by GitHub. */
    static final PersonIdent APP =
            new PersonIdent("kargo[bot]", "kargo[bot]@users.noreply.github.com", Instant.EPOCH, ZoneOffset.UTC);

    private static final String REFS = "/git/refs";
    private static final String REF = "/git/ref/";

    private GitHubGitApi() {}

    static Reply answer(ForgeCall call) {
        try (Repository git = call.forge().git()) {
            String path = call.path();
            if (path.equals("/git/commits") && call.isPost()) {
                return commit(git, call);
            } else if (path.equals(REFS) && call.isPost()) {
                return git.exactRef(call.text("ref")) == null
                        ? update(git, call.text("ref"), call, 201)
                        : refused("Reference already exists");
            } else if (path.startsWith(REF)) {
                Ref ref = git.exactRef("refs/" + path.substring(REF.length()));
                return ref == null ? Reply.NOT_FOUND : new Reply(200, show(ref.getName(), ref.getObjectId()));
            } else if (path.startsWith(REFS + '/')) {
                String name = "refs/" + path.substring(REFS.length() + 1);
                if (git.exactRef(name) == null) {
                    return refused("Reference does not exist");
                }
                return call.method().equals("DELETE") ? delete(git, name) : update(git, name, call, 200);
            }
            return Reply.NOT_FOUND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply commit(Repository git, ForgeCall call) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(ObjectId.fromString(call.text("tree")));
        List<ObjectId> parents = new ArrayList<>();
        call.body().path("parents").forEach(parent -> parents.add(ObjectId.fromString(parent.asText())));
        for (ObjectId needed : parents) {
            if (!git.getObjectDatabase().has(needed)) {
                return refused("Parent SHA does not exist or is not a commit object");
            }
        }
        if (!git.getObjectDatabase().has(commit.getTreeId())) {
            return refused("Tree SHA does not exist");
        }
        commit.setParentIds(parents);
        commit.setAuthor(Objects.requireNonNullElse(person(call.body().path("author")), APP));
        commit.setCommitter(Objects.requireNonNullElse(person(call.body().path("committer")), commit.getAuthor()));
        commit.setMessage(call.text("message"));
        try (ObjectInserter inserter = git.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new Reply(201, ForgeApi.map("sha", id.name(), "message", call.text("message")));
        }
    }

    private static PersonIdent person(JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        OffsetDateTime date = OffsetDateTime.parse(json.path("date").asText());
        return new PersonIdent(
                json.path("name").asText(), json.path("email").asText(), date.toInstant(), date.getOffset());
    }

    private static Reply update(Repository git, String name, ForgeCall call, int status) throws IOException {
        RefUpdate update = git.updateRef(name);
        ObjectId id = ObjectId.fromString(call.text("sha"));
        update.setNewObjectId(id);
        try (RevWalk walk = new RevWalk(git)) {
            boolean force = call.body().path("force").asBoolean();
            RefUpdate.Result result = force ? update.forceUpdate() : update.update(walk);
            return result == RefUpdate.Result.REJECTED
                    ? refused("Update is not a fast forward")
                    : new Reply(status, show(name, id));
        }
    }

    private static Reply delete(Repository git, String name) throws IOException {
        RefUpdate update = git.updateRef(name);
        update.setForceUpdate(true);
        update.delete();
        return new Reply(204, null);
    }

    private static Reply refused(String message) {
        return new Reply(422, Map.of("message", message));
    }

    private static Map<String, Object> show(String name, ObjectId id) {
        return ForgeApi.map("ref", name, "object", ForgeApi.map("type", "commit", "sha", id.name()));
    }
}
