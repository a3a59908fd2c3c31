package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merge requests of GitLab (REST API v4). */
final class GitLab extends HostedPullRequests {
    private static final int PAGE = 100;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

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
    MergeResult mergeNow(PullRequest request, String method) throws IOException, InterruptedException {
        String path = base + "/merge_requests/" + request.number() + "/merge";
        Map<String, Object> body = HostingApi.map("sha", request.head());
        if (!method.isEmpty()) {
            // Without it, what the project and the merge request say counts.
            body.put("squash", method.equals("squash"));
        }
        HostingApi.Answer answer = api().send("PUT", path, body);
        if (answer.successful()) {
            PullRequest merged = read(answer.body());
            return merged.state() == PullRequest.State.MERGED
                    ? MergeResult.done(merged.mergeCommit())
                    : MergeResult.notNow("GitLab has not merged it yet");
        }
        if (answer.status() == UNAUTHORIZED) {
            // The token was good for reading: GitLab says so of whoever may not merge.
            throw api().refused("PUT", path, new HostingApi.Answer(FORBIDDEN, answer.body(), answer.message()));
        }
        MergeResult result = notNow(NOT_NOW, "PUT", path, answer);
        if (!result.mayPass()) {
            return result;
        }
        String status =
                api().get(path(request.number())).path("detailed_merge_status").asText("");
        return status.isEmpty() ? result : MergeResult.notNow(result.reason() + "; its merge status is " + status);
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
                commit,
                json.path("draft"));
    }
}
