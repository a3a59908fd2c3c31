package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes commits of a repository through GitHub's API (Git database). A commit for which no author is given is of whoever
 * the token belongs to; when that is a GitHub App, GitHub signs it. Every method blocks on the network.
 */
public final class GitHubCommits {
    private static final String HEADS = "refs/heads/";
    private static final int UNPROCESSABLE = 422;

    private final HostingApi api;
    private final String base;

    GitHubCommits(HostingApi api, RepoAddress address) {
        this.api = api;
        base = "/repos/" + HostingApi.encoded(address.owner()) + '/' + HostingApi.encoded(address.name()) + "/git";
    }

    /** @param date ISO 8601 with offset */
    public record Person(
            @NonNull String name,
            @NonNull String email,
            @NonNull String date) {
        private Map<String, Object> json() {
            return HostingApi.map("name", name, "email", email, "date", date);
        }
    }

    /**
     * @param tree id of one that GitHub has
     * @param author null, with the committer, for the token's owner
     */
    public record NewCommit(
            @NonNull String message,
            @NonNull String tree,
            @NonNull List<String> parents,
            @CheckForNull Person author,
            @CheckForNull Person committer) {
        public NewCommit {
            parents = List.copyOf(parents);
        }
    }

    /** What the branch points to, empty when there is none. */
    @NonNull
    public Optional<String> branch(@NonNull String name) throws IOException, InterruptedException {
        try {
            return Optional.of(api.get(base + "/ref/heads/" + path(name))
                    .path("object")
                    .path("sha")
                    .asText(""));
        } catch (HostingException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @return the new commit's id */
    @NonNull
    public String create(@NonNull NewCommit commit) throws IOException, InterruptedException {
        Map<String, Object> body =
                HostingApi.map("message", commit.message(), "tree", commit.tree(), "parents", commit.parents());
        if (commit.author() != null) {
            body.put("author", commit.author().json());
        }
        if (commit.committer() != null) {
            body.put("committer", commit.committer().json());
        }
        JsonNode made = api.required("POST", base + "/commits", body);
        return made.path("sha").asText("");
    }

    /**
     * Points a branch to a commit, and makes it when it is missing.
     *
     * @param exists whether the branch is there
     * @return why not: the branch has moved, appeared or gone meanwhile; empty when it points there now
     */
    @NonNull
    public String point(@NonNull String branch, @NonNull String commit, boolean exists, boolean force)
            throws IOException, InterruptedException {
        String method = exists ? "PATCH" : "POST";
        String path = exists ? base + "/refs/heads/" + path(branch) : base + "/refs";
        HostingApi.Answer answer = api.send(
                method,
                path,
                exists
                        ? HostingApi.map("sha", commit, "force", force)
                        : HostingApi.map("ref", HEADS + branch, "sha", commit));
        if (answer.successful()) {
            return "";
        }
        String words = answer.message();
        if (answer.status() == UNPROCESSABLE
                && (words.contains("not a fast forward")
                        || words.contains("already exists")
                        || words.contains("does not exist"))) {
            return words;
        }
        throw api.refused(method, path, answer);
    }

    /** @param ref such as {@code refs/heads/main} */
    public void delete(@NonNull String ref) throws IOException, InterruptedException {
        String path = base + '/' + path(ref);
        HostingApi.Answer answer = api.send("DELETE", path, null);
        if (!answer.successful()) {
            throw api.refused("DELETE", path, answer);
        }
    }

    private static String path(String name) {
        return Arrays.stream(name.split("/")).map(HostingApi::encoded).collect(Collectors.joining("/"));
    }
}
