package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Pull requests of Bitbucket Data Center (REST API, latest), which has no labels. */
final class BitbucketDataCenter extends HostedPullRequests {
    private static final int PAGE = 100;
    private static final Set<Integer> NOT_NOW = Set.of(409);
    private static final String HEADS = "refs/heads/";

    private final String project;
    private final String name;

    private BitbucketDataCenter(HostingApi api, String project, String name) {
        super(Provider.BITBUCKET_DATACENTER, api);
        this.project = project;
        this.name = name;
    }

    /** {@code https://host[/context]/scm/project/repository.git}. */
    static BitbucketDataCenter of(RepoAddress address, Function<String, HostingApi> apis) {
        List<String> path = address.path();
        String context = address.isOfDataCenter()
                ? String.join("/", path.subList(0, path.size() - RepoAddress.SCM_SEGMENTS))
                : "";
        String owner = address.owner();
        String base = address.server() + (context.isEmpty() ? "" : '/' + context) + "/rest/api/latest/projects/"
                + HostingApi.encoded(owner) + "/repos/" + HostingApi.encoded(address.name());
        return new BitbucketDataCenter(apis.apply(base), owner, address.name());
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        String query =
                "/pull-requests?state=ALL&order=NEWEST&direction=INCOMING&at=" + HostingApi.encoded(HEADS + target);
        List<JsonNode> all = api().all(from -> page(query, from));
        all.removeIf(one -> !one.path("fromRef").path("id").asText("").equals(HEADS + source));
        return newestFirst(all);
    }

    private HostingApi.Page page(String query, int start) throws IOException, InterruptedException {
        return api().page(
                        query + "&limit=" + PAGE + "&start=" + start,
                        "values",
                        answer -> answer.path("isLastPage").asBoolean(true)
                                ? 0
                                : answer.path("nextPageStart").asInt());
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api().required(
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
    String path(long number) {
        return "/pull-requests/" + number;
    }

    @Override
    HostingApi.Page openFrom(int from) throws IOException, InterruptedException {
        return page("/pull-requests?state=OPEN", from);
    }

    @Override
    MergeResult mergeNow(PullRequest request, String method) throws IOException, InterruptedException {
        String path = "/pull-requests/" + request.number();
        // The version counts changes: a merge of what has changed since is refused.
        JsonNode now = api().get(path);
        if (!read(now).head().equals(request.head())) {
            return MergeResult.notNow("somebody pushed meanwhile");
        }
        String merge = path + "/merge?version=" + now.path("version").asLong();
        HostingApi.Answer answer =
                api().send("POST", merge, method.isEmpty() ? HostingApi.map() : HostingApi.map("strategyId", method));
        if (answer.successful()) {
            return MergeResult.done(read(answer.body()).mergeCommit());
        }
        return notNow(NOT_NOW, "POST", merge, answer);
    }

    @Override
    Map<String, Object> kept(long number) throws IOException, InterruptedException {
        JsonNode now = api().get(path(number));
        Map<String, Object> kept = HostingApi.map("version", now.path("version").asLong());
        if (now.path("reviewers").isArray()) {
            kept.put("reviewers", now.path("reviewers"));
        }
        return kept;
    }

    @Override
    boolean isFromFork(JsonNode json) {
        return !json.at("/fromRef/repository/id").equals(json.at("/toRef/repository/id"));
    }

    @Override
    PullRequest read(JsonNode json) {
        String state = json.path("state").asText("");
        return of(
                json.path("id").asLong(),
                json.path("links").path("self").path(0).path("href").asText(""),
                state.equals("MERGED"),
                state.equals("OPEN"),
                json.path("fromRef").path("latestCommit"),
                json.path("properties").path("mergeCommit").path("id"),
                json.path("draft"));
    }
}
