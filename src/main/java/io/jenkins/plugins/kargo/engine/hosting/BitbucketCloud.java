package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Pull requests of Bitbucket Cloud (REST API 2.0), which has no labels. */
final class BitbucketCloud extends HostedPullRequests {
    private static final int PAGE = 50;
    private static final int TIMED_OUT = 555;
    private static final Set<Integer> NOT_NOW = Set.of(400, 409);

    private final String base;

    BitbucketCloud(HostingApi api, RepoAddress address) {
        super(Provider.BITBUCKET, api);
        base = "/repositories/" + HostingApi.encoded(address.owner()) + '/' + HostingApi.encoded(address.name());
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        String wanted = "source.branch.name=\"" + source + "\" AND destination.branch.name=\"" + target + '"';
        String query = "/pullrequests?state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED&sort=-created_on&pagelen="
                + PAGE + "&q=" + HostingApi.encoded(wanted);
        return newestFirst(api().entries(base + query, "values"));
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api().required(
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
    String path(long number) {
        return base + "/pullrequests/" + number;
    }

    @Override
    HostingApi.Page openFrom(int from) throws IOException, InterruptedException {
        int page = Math.max(1, from);
        return api().page(
                        base + "/pullrequests?state=OPEN&pagelen=" + PAGE + "&page=" + page,
                        "values",
                        answer -> answer.has("next") ? page + 1 : 0);
    }

    @Override
    @NonNull
    public MergeResult merge(@NonNull PullRequest request, @NonNull String method)
            throws IOException, InterruptedException {
        String path = base + "/pullrequests/" + request.number() + "/merge";
        HostingApi.Answer answer = api().send(
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
        return notNow(NOT_NOW, "POST", path, answer);
    }

    @Override
    boolean isFromFork(JsonNode json) {
        return !json.at("/source/repository/full_name").equals(json.at("/destination/repository/full_name"));
    }

    @Override
    PullRequest read(JsonNode json) {
        String state = json.path("state").asText("");
        return of(
                json.path("id").asLong(),
                json.path("links").path("html").path("href").asText(""),
                state.equals("MERGED"),
                state.equals("OPEN"),
                json.path("source").path("commit").path("hash"),
                json.path("merge_commit").path("hash"));
    }
}
