package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Merge requests of GitLab (REST API v4). */
final class GitLab implements PullRequests {
    private static final int MAX_PAGES = 20;
    private static final int PAGE = 100;

    /** Not now, but perhaps later; a conflict needs somebody, who may come. */
    private static final Set<Integer> NOT_NOW = Set.of(405, 406, 409, 422);

    private final HostingApi api;
    private final String base;

    GitLab(HostingApi api, RepoAddress address) {
        this.api = api;
        base = "/projects/" + HostingApi.encoded(String.join("/", address.path()));
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        List<PullRequest> found = new ArrayList<>();
        String query = "/merge_requests?state=all&order_by=created_at&sort=desc&per_page=" + PAGE + "&source_branch="
                + HostingApi.encoded(source) + "&target_branch=" + HostingApi.encoded(target);
        api.get(base + query).forEach(one -> found.add(read(one)));
        return found;
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api.required(
                "POST",
                base + "/merge_requests",
                HostingApi.map(
                        "source_branch",
                        request.source(),
                        "target_branch",
                        request.target(),
                        "title",
                        request.title(),
                        "description",
                        request.description(),
                        "labels",
                        String.join(",", request.labels()),
                        "remove_source_branch",
                        false)));
    }

    @Override
    @NonNull
    public PullRequest get(long number) throws IOException, InterruptedException {
        return read(api.get(base + "/merge_requests/" + number));
    }

    @Override
    @NonNull
    public Set<Long> open() throws IOException, InterruptedException {
        Set<Long> numbers = new HashSet<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonNode list = api.get(base + "/merge_requests?state=opened&per_page=100&page=" + page);
            list.forEach(one -> numbers.add(one.path("iid").asLong()));
            if (list.size() < PAGE) {
                break;
            }
        }
        return numbers;
    }

    @Override
    @NonNull
    public MergeResult merge(@NonNull PullRequest request, @NonNull String method)
            throws IOException, InterruptedException {
        String path = base + "/merge_requests/" + request.number() + "/merge";
        HostingApi.Answer answer =
                api.send("PUT", path, HostingApi.map("squash", method.equals("squash"), "sha", request.head()));
        if (answer.successful()) {
            PullRequest merged = read(answer.body());
            return merged.state() == PullRequest.State.MERGED
                    ? MergeResult.done(merged.mergeCommit())
                    : MergeResult.notNow("GitLab has not merged it yet");
        }
        if (NOT_NOW.contains(answer.status())) {
            return MergeResult.notNow(answer.message());
        }
        throw api.refused("PUT", path, answer);
    }

    private static PullRequest read(JsonNode json) {
        String state = json.path("state").asText("");
        String commit = json.path("merge_commit_sha").asText("");
        // A fast-forward makes no commit of its own.
        if (commit.isEmpty() || commit.equals("null")) {
            commit = json.path("squash_commit_sha").isTextual()
                    ? json.path("squash_commit_sha").asText("")
                    : json.path("sha").asText("");
        }
        boolean merged = state.equals("merged");
        boolean open = state.equals("opened") || state.equals("locked");
        return new PullRequest(
                json.path("iid").asLong(),
                json.path("web_url").asText(""),
                merged ? PullRequest.State.MERGED : open ? PullRequest.State.OPEN : PullRequest.State.CLOSED,
                json.path("sha").asText(""),
                merged ? commit : "");
    }

    @Override
    @NonNull
    public List<String> mergeMethods() {
        return Provider.GITLAB.methods();
    }
}
