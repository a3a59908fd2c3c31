package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Pull requests of github.com, GitHub Enterprise Cloud and Server (REST API, 2022-11-28). */
final class GitHub extends HostedPullRequests {
    private static final int PAGE = 100;

    /** 405: checks, reviews or conflicts; 409: somebody pushed. */
    private static final Set<Integer> NOT_NOW = Set.of(405, 409);

    private final String base;
    private final String owner;

    GitHub(HostingApi api, RepoAddress address) {
        super(Provider.GITHUB, api);
        owner = address.owner();
        base = "/repos/" + HostingApi.encoded(owner) + '/' + HostingApi.encoded(address.name());
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        String query = "/pulls?state=all&sort=created&direction=desc&per_page=" + PAGE + "&head="
                + HostingApi.encoded(owner + ':' + source) + "&base=" + HostingApi.encoded(target);
        return newestFirst(api().entries(base + query, ""));
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        JsonNode made = api().required(
                        "POST",
                        base + "/pulls",
                        HostingApi.map(
                                "title",
                                request.title(),
                                "body",
                                request.description(),
                                "head",
                                request.source(),
                                "base",
                                request.target()));
        PullRequest opened = read(made);
        label(opened.number(), request.labels());
        return opened;
    }

    /** Those that it has stay. */
    @Override
    public void label(long number, @NonNull List<String> labels) throws IOException, InterruptedException {
        if (!labels.isEmpty()) {
            api().required("POST", base + "/issues/" + number + "/labels", HostingApi.map("labels", labels));
        }
    }

    @Override
    String path(long number) {
        return base + "/pulls/" + number;
    }

    @Override
    HostingApi.Page openFrom(int from) throws IOException, InterruptedException {
        return api().numbered(from, base + "/pulls?state=open&per_page=" + PAGE + "&page=", PAGE);
    }

    @Override
    MergeResult mergeNow(PullRequest request, String method) throws IOException, InterruptedException {
        JsonNode now = api().get(base + "/pulls/" + request.number());
        if (now.path("mergeable").isNull()) {
            return MergeResult.notNow("GitHub has not found out yet whether it can be merged");
        }
        String path = base + "/pulls/" + request.number() + "/merge";
        HostingApi.Answer answer = api().send(
                        "PUT",
                        path,
                        HostingApi.map("merge_method", method.isEmpty() ? "merge" : method, "sha", request.head()));
        if (answer.successful()) {
            return MergeResult.done(answer.body().path("sha").asText(""));
        }
        return notNow(NOT_NOW, "PUT", path, answer);
    }

    @Override
    boolean isFromFork(JsonNode json) {
        return !json.path("head")
                .path("repo")
                .path("id")
                .equals(json.path("base").path("repo").path("id"));
    }

    @Override
    PullRequest read(JsonNode json) {
        boolean merged =
                json.path("merged").asBoolean() || json.path("merged_at").isTextual();
        return of(
                json.path("number").asLong(),
                json.path("html_url").asText(""),
                merged,
                json.path("state").asText("").equals("open"),
                json.path("head").path("sha"),
                json.path("merge_commit_sha"),
                json.path("draft"));
    }
}
