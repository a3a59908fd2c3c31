package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pull requests of Gitea and Forgejo (API v1). */
final class Gitea implements PullRequests {
    private static final int MAX_PAGES = 20;
    private static final int PAGE = 50;
    private static final String COLOUR = "#1f883d";

    private final HostingApi api;
    private final String base;

    Gitea(HostingApi api, RepoAddress address) {
        this.api = api;
        base = "/repos/" + HostingApi.encoded(address.owner()) + '/' + HostingApi.encoded(address.name());
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        List<PullRequest> found = new ArrayList<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonNode list = api.get(base + "/pulls?state=all&sort=recentupdate&limit=" + PAGE + "&page=" + page);
            for (JsonNode one : list) {
                if (one.path("head").path("ref").asText("").equals(source)
                        && one.path("base").path("ref").asText("").equals(target)) {
                    found.add(read(one));
                }
            }
            if (list.size() < PAGE) {
                break;
            }
        }
        found.sort((a, b) -> Long.compare(b.number(), a.number()));
        return found;
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api.required(
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
        JsonNode known = api.get(base + "/labels?limit=" + PAGE);
        for (String name : names) {
            JsonNode label = null;
            for (JsonNode one : known) {
                if (one.path("name").asText("").equals(name)) {
                    label = one;
                }
            }
            if (label == null) {
                label = api.required("POST", base + "/labels", HostingApi.map("name", name, "color", COLOUR));
            }
            numbers.add(label.path("id").asLong());
        }
        return numbers;
    }

    @Override
    @NonNull
    public PullRequest get(long number) throws IOException, InterruptedException {
        return read(api.get(base + "/pulls/" + number));
    }

    @Override
    @NonNull
    public Set<Long> open() throws IOException, InterruptedException {
        Set<Long> numbers = new HashSet<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonNode list = api.get(base + "/pulls?state=open&limit=50&page=" + page);
            list.forEach(one -> numbers.add(one.path("number").asLong()));
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
        String path = base + "/pulls/" + request.number() + "/merge";
        HostingApi.Answer answer = api.send(
                "POST",
                path,
                HostingApi.map("Do", method.isEmpty() ? "merge" : method, "head_commit_id", request.head()));
        if (answer.successful()) {
            return MergeResult.done(get(request.number()).mergeCommit());
        }
        if (answer.status() == 405 || answer.status() == 409) {
            return MergeResult.notNow(answer.message().isEmpty() ? "it cannot be merged now" : answer.message());
        }
        throw api.refused("POST", path, answer);
    }

    private static PullRequest read(JsonNode json) {
        boolean merged = json.path("merged").asBoolean();
        boolean open = json.path("state").asText("").equals("open");
        return new PullRequest(
                json.path("number").asLong(),
                json.path("html_url").asText(""),
                merged ? PullRequest.State.MERGED : open ? PullRequest.State.OPEN : PullRequest.State.CLOSED,
                json.path("head").path("sha").asText(""),
                merged ? json.path("merge_commit_sha").asText("") : "");
    }

    @Override
    @NonNull
    public List<String> mergeMethods() {
        return Provider.GITEA.methods();
    }
}
