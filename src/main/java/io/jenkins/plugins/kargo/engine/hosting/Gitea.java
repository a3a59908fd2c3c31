package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pull requests of Gitea and Forgejo (API v1). */
final class Gitea extends HostedPullRequests {
    private static final int PAGE = 50;
    private static final Set<Integer> NOT_NOW = Set.of(405, 409);
    private static final String COLOUR = "#1f883d";

    private final String base;

    Gitea(HostingApi api, RepoAddress address) {
        super(Provider.GITEA, api);
        base = "/repos/" + HostingApi.encoded(address.owner()) + '/' + HostingApi.encoded(address.name());
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        String query = base + "/pulls?state=all&sort=recentupdate&limit=" + PAGE + "&page=";
        List<JsonNode> all = api().all(from -> api().numbered(from, query, PAGE));
        all.removeIf(one -> !one.path("head").path("ref").asText("").equals(source)
                || !one.path("base").path("ref").asText("").equals(target));
        return newestFirst(all);
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api().required(
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
                                request.target(),
                                "labels",
                                labels(request.labels()))));
    }

    /** Labels go by number here; those that are missing are made. */
    private List<Long> labels(List<String> names) throws IOException, InterruptedException {
        List<Long> numbers = new ArrayList<>();
        if (names.isEmpty()) {
            return numbers;
        }
        String query = base + "/labels?limit=" + PAGE + "&page=";
        List<JsonNode> known = api().all(from -> api().numbered(from, query, PAGE));
        for (String name : names) {
            JsonNode label = null;
            for (JsonNode one : known) {
                if (one.path("name").asText("").equals(name)) {
                    label = one;
                }
            }
            if (label == null) {
                label = api().required("POST", base + "/labels", HostingApi.map("name", name, "color", COLOUR));
            }
            numbers.add(label.path("id").asLong());
        }
        return numbers;
    }

    @Override
    String path(long number) {
        return base + "/pulls/" + number;
    }

    @Override
    HostingApi.Page openFrom(int from) throws IOException, InterruptedException {
        return api().numbered(from, base + "/pulls?state=open&limit=" + PAGE + "&page=", PAGE);
    }

    @Override
    MergeResult mergeNow(PullRequest request, String method) throws IOException, InterruptedException {
        String path = base + "/pulls/" + request.number() + "/merge";
        HostingApi.Answer answer = api().send(
                        "POST",
                        path,
                        HostingApi.map("Do", method.isEmpty() ? "merge" : method, "head_commit_id", request.head()));
        if (answer.successful()) {
            return MergeResult.done(get(request.number()).mergeCommit());
        }
        return notNow(NOT_NOW, "POST", path, answer);
    }

    @Override
    boolean isFromFork(JsonNode json) {
        return !json.path("head").path("repo_id").equals(json.path("base").path("repo_id"));
    }

    @Override
    PullRequest read(JsonNode json) {
        return of(
                json.path("number").asLong(),
                json.path("html_url").asText(""),
                json.path("merged").asBoolean(),
                json.path("state").asText("").equals("open"),
                json.path("head").path("sha"),
                json.path("merge_commit_sha"),
                json.path("draft"));
    }
}
