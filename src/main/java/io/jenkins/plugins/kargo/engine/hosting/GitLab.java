package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Merge requests of GitLab (REST API v4). */
final class GitLab extends HostedPullRequests {
    private static final int PAGE = 100;

    /** Not now, but perhaps later; a conflict needs somebody, who may come. */
    private static final Set<Integer> NOT_NOW = Set.of(405, 406, 409, 422);

    private final String base;

    GitLab(HostingApi api, RepoAddress address) {
        super(Provider.GITLAB, api);
        base = "/projects/" + HostingApi.encoded(String.join("/", address.path()));
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        String query = "/merge_requests?state=all&order_by=created_at&sort=desc&per_page=" + PAGE + "&source_branch="
                + HostingApi.encoded(source) + "&target_branch=" + HostingApi.encoded(target);
        return newestFirst(api().entries(base + query, ""));
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api().required(
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
    String path(long number) {
        return base + "/merge_requests/" + number;
    }

    @Override
    HostingApi.Page openFrom(int from) throws IOException, InterruptedException {
        return api().numbered(from, base + "/merge_requests?state=opened&per_page=" + PAGE + "&page=", PAGE);
    }

    @Override
    @NonNull
    public MergeResult merge(@NonNull PullRequest request, @NonNull String method)
            throws IOException, InterruptedException {
        String path = base + "/merge_requests/" + request.number() + "/merge";
        HostingApi.Answer answer =
                api().send("PUT", path, HostingApi.map("squash", method.equals("squash"), "sha", request.head()));
        if (answer.successful()) {
            PullRequest merged = read(answer.body());
            return merged.state() == PullRequest.State.MERGED
                    ? MergeResult.done(merged.mergeCommit())
                    : MergeResult.notNow("GitLab has not merged it yet");
        }
        return notNow(NOT_NOW, "PUT", path, answer);
    }

    @Override
    boolean isFromFork(JsonNode json) {
        return !json.path("source_project_id").equals(json.path("target_project_id"));
    }

    @Override
    PullRequest read(JsonNode json) {
        String state = json.path("state").asText("");
        JsonNode commit = json.path("sha");
        // A fast-forward makes no commit of its own.
        for (String field : new String[] {"squash_commit_sha", "merge_commit_sha"}) {
            commit = json.path(field).isTextual() ? json.path(field) : commit;
        }
        return of(
                json.path("iid").asLong(),
                json.path("web_url").asText(""),
                state.equals("merged"),
                state.equals("opened") || state.equals("locked"),
                json.path("sha"),
                commit);
    }
}
