package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Pull requests of Bitbucket Data Center (REST API, latest), which has no labels. */
final class BitbucketDataCenter implements PullRequests {
    private static final int MAX_PAGES = 20;
    private static final int PAGE = 100;
    private static final String HEADS = "refs/heads/";

    private final HostingApi api;
    private final String project;
    private final String name;

    private BitbucketDataCenter(HostingApi api, String project, String name) {
        this.api = api;
        this.project = project;
        this.name = name;
    }

    /** {@code https://host[/context]/scm/project/repository.git}. */
    static BitbucketDataCenter of(RepoAddress address, Function<String, HostingApi> apis) {
        List<String> path = address.path();
        int scm = path.indexOf("scm");
        String context = scm <= 0 ? "" : '/' + String.join("/", path.subList(0, scm));
        String owner = address.owner();
        String base = address.server() + context + "/rest/api/latest/projects/" + HostingApi.encoded(owner) + "/repos/"
                + HostingApi.encoded(address.name());
        return new BitbucketDataCenter(apis.apply(base), owner, address.name());
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        List<PullRequest> found = new ArrayList<>();
        String query =
                "/pull-requests?state=ALL&order=NEWEST&direction=INCOMING&at=" + HostingApi.encoded(HEADS + target);
        for (JsonNode one : all(query)) {
            if (one.path("fromRef").path("id").asText("").equals(HEADS + source)) {
                found.add(read(one));
            }
        }
        return found;
    }

    private List<JsonNode> all(String query) throws IOException, InterruptedException {
        List<JsonNode> values = new ArrayList<>();
        long start = 0;
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonNode answer = api.get(query + "&limit=" + PAGE + "&start=" + start);
            answer.path("values").forEach(values::add);
            if (answer.path("isLastPage").asBoolean(true)) {
                break;
            }
            start = answer.path("nextPageStart").asLong();
        }
        return values;
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api.required(
                "POST",
                "/pull-requests",
                HostingApi.map(
                        "title",
                        request.title(),
                        "description",
                        request.description(),
                        "fromRef",
                        ref(request.source()),
                        "toRef",
                        ref(request.target()))));
    }

    private Object ref(String branch) {
        return HostingApi.map(
                "id",
                HEADS + branch,
                "repository",
                HostingApi.map("slug", name, "project", HostingApi.map("key", project)));
    }

    @Override
    @NonNull
    public PullRequest get(long number) throws IOException, InterruptedException {
        return read(api.get("/pull-requests/" + number));
    }

    @Override
    @NonNull
    public Set<Long> open() throws IOException, InterruptedException {
        Set<Long> numbers = new HashSet<>();
        all("/pull-requests?state=OPEN")
                .forEach(one -> numbers.add(one.path("id").asLong()));
        return numbers;
    }

    @Override
    @NonNull
    public MergeResult merge(@NonNull PullRequest request, @NonNull String method)
            throws IOException, InterruptedException {
        String path = "/pull-requests/" + request.number();
        // The version counts changes: a merge of what has changed since is refused.
        JsonNode now = api.get(path);
        if (!read(now).head().equals(request.head())) {
            return MergeResult.notNow("somebody pushed meanwhile");
        }
        String merge = path + "/merge?version=" + now.path("version").asLong();
        HostingApi.Answer answer =
                api.send("POST", merge, method.isEmpty() ? HostingApi.map() : HostingApi.map("strategyId", method));
        if (answer.successful()) {
            return MergeResult.done(read(answer.body()).mergeCommit());
        }
        if (answer.status() == 409) {
            return MergeResult.notNow(answer.message());
        }
        throw api.refused("POST", merge, answer);
    }

    private static PullRequest read(JsonNode json) {
        String state = json.path("state").asText("");
        boolean merged = state.equals("MERGED");
        return new PullRequest(
                json.path("id").asLong(),
                json.path("links").path("self").path(0).path("href").asText(""),
                merged
                        ? PullRequest.State.MERGED
                        : state.equals("OPEN") ? PullRequest.State.OPEN : PullRequest.State.CLOSED,
                json.path("fromRef").path("latestCommit").asText(""),
                merged ? json.path("properties").path("mergeCommit").path("id").asText("") : "");
    }

    @Override
    @NonNull
    public List<String> mergeMethods() {
        return Provider.BITBUCKET_DATACENTER.methods();
    }
}
