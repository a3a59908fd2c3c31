package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pull requests of github.com, GitHub Enterprise Cloud and Server (REST API, 2022-11-28). */
final class GitHub implements PullRequests {
    private static final int MAX_PAGES = 20;
    private static final int PAGE = 100;

    private final HostingApi api;
    private final String base;
    private final String owner;

    GitHub(HostingApi api, RepoAddress address) {
        this.api = api;
        owner = address.owner();
        base = "/repos/" + HostingApi.encoded(owner) + '/' + HostingApi.encoded(address.name());
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        List<PullRequest> found = new ArrayList<>();
        String query = "/pulls?state=all&sort=created&direction=desc&per_page=" + PAGE + "&head="
                + HostingApi.encoded(owner + ':' + source) + "&base=" + HostingApi.encoded(target);
        api.get(base + query).forEach(one -> found.add(read(one)));
        return found;
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        JsonNode made = api.required(
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
        if (!request.labels().isEmpty()) {
            api.required(
                    "POST",
                    base + "/issues/" + opened.number() + "/labels",
                    HostingApi.map("labels", request.labels()));
        }
        return opened;
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
            JsonNode list = api.get(base + "/pulls?state=open&per_page=100&page=" + page);
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
        JsonNode now = api.get(base + "/pulls/" + request.number());
        if (now.path("draft").asBoolean()) {
            return MergeResult.notNow("it is a draft");
        }
        if (now.path("mergeable").isNull()) {
            return MergeResult.notNow("GitHub has not found out yet whether it can be merged");
        }
        String path = base + "/pulls/" + request.number() + "/merge";
        HostingApi.Answer answer = api.send(
                "PUT",
                path,
                HostingApi.map("merge_method", method.isEmpty() ? "merge" : method, "sha", request.head()));
        if (answer.successful()) {
            return MergeResult.done(answer.body().path("sha").asText(""));
        }
        // 405: checks, reviews or conflicts; 409: somebody pushed.
        if (answer.status() == 405 || answer.status() == 409) {
            return MergeResult.notNow(answer.message());
        }
        throw api.refused("PUT", path, answer);
    }

    private static PullRequest read(JsonNode json) {
        boolean merged =
                json.path("merged").asBoolean() || json.path("merged_at").isTextual();
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
        return Provider.GITHUB.methods();
    }
}
