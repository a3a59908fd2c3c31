package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pull requests of Bitbucket Cloud (REST API 2.0), which has no labels. */
final class BitbucketCloud implements PullRequests {
    private static final int MAX_PAGES = 20;
    private static final int PAGE = 50;
    private static final int TIMED_OUT = 555;

    private final HostingApi api;
    private final String base;

    BitbucketCloud(HostingApi api, RepoAddress address) {
        this.api = api;
        base = "/repositories/" + HostingApi.encoded(address.owner()) + '/' + HostingApi.encoded(address.name());
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        List<PullRequest> found = new ArrayList<>();
        String wanted = "source.branch.name=\"" + source + "\" AND destination.branch.name=\"" + target + '"';
        String query = "/pullrequests?state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED&sort=-created_on&pagelen="
                + PAGE + "&q=" + HostingApi.encoded(wanted);
        api.get(base + query).path("values").forEach(one -> found.add(read(one)));
        return found;
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api.required(
                "POST",
                base + "/pullrequests",
                HostingApi.map(
                        "title",
                        request.title(),
                        "description",
                        request.description(),
                        "source",
                        branch(request.source()),
                        "destination",
                        branch(request.target()),
                        "close_source_branch",
                        false)));
    }

    private static Object branch(String name) {
        return HostingApi.map("branch", HostingApi.map("name", name));
    }

    @Override
    @NonNull
    public PullRequest get(long number) throws IOException, InterruptedException {
        return read(api.get(base + "/pullrequests/" + number));
    }

    @Override
    @NonNull
    public Set<Long> open() throws IOException, InterruptedException {
        Set<Long> numbers = new HashSet<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonNode answer = api.get(base + "/pullrequests?state=OPEN&pagelen=" + PAGE + "&page=" + page);
            answer.path("values").forEach(one -> numbers.add(one.path("id").asLong()));
            if (!answer.has("next")) {
                break;
            }
        }
        return numbers;
    }

    @Override
    @NonNull
    public MergeResult merge(@NonNull PullRequest request, @NonNull String method)
            throws IOException, InterruptedException {
        String path = base + "/pullrequests/" + request.number() + "/merge";
        HostingApi.Answer answer = api.send(
                "POST",
                path,
                HostingApi.map(
                        "type",
                        "pullrequest",
                        "merge_strategy",
                        method.isEmpty() ? "merge_commit" : method,
                        "close_source_branch",
                        false));
        if (answer.status() == 202 || answer.status() == TIMED_OUT) {
            return MergeResult.notNow("Bitbucket has not merged it yet");
        }
        if (answer.successful()) {
            return MergeResult.done(read(answer.body()).mergeCommit());
        }
        if (answer.status() == 409 || answer.status() == 400) {
            return MergeResult.notNow(answer.message());
        }
        throw api.refused("POST", path, answer);
    }

    private static PullRequest read(JsonNode json) {
        String state = json.path("state").asText("");
        boolean merged = state.equals("MERGED");
        return new PullRequest(
                json.path("id").asLong(),
                json.path("links").path("html").path("href").asText(""),
                merged
                        ? PullRequest.State.MERGED
                        : state.equals("OPEN") ? PullRequest.State.OPEN : PullRequest.State.CLOSED,
                json.path("source").path("commit").path("hash").asText(""),
                merged ? json.path("merge_commit").path("hash").asText("") : "");
    }

    @Override
    @NonNull
    public List<String> mergeMethods() {
        return Provider.BITBUCKET.methods();
    }
}
