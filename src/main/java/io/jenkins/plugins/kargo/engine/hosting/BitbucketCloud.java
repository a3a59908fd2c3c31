package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pull requests of Bitbucket Cloud (REST API 2.0), which has no labels. */
final class BitbucketCloud extends HostedPullRequests {
    private static final int PAGE = 50;
    private static final int TIMED_OUT = 555;
    private static final int WHOLE_COMMIT = 40;
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
        String wanted = "source.branch.name=" + quoted(source) + " AND destination.branch.name=" + quoted(target);
        String query = "/pullrequests?state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED&sort=-created_on&pagelen="
                + PAGE + "&q=" + HostingApi.encoded(wanted);
        return newestFirst(api().entries(base + query, "values"));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
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
    MergeResult mergeNow(PullRequest request, String method) throws IOException, InterruptedException {
        String path = base + "/pullrequests/" + request.number() + "/merge";
        Map<String, Object> body = HostingApi.map("type", "pullrequest", "close_source_branch", false);
        if (!method.isEmpty()) {
            body.put("merge_strategy", method);
        }
        HostingApi.Answer answer = api().send("POST", path, body);
        if (answer.status() == 202 || answer.status() == TIMED_OUT) {
            return MergeResult.notNow("Bitbucket has not merged it yet");
        }
        if (answer.successful()) {
            return MergeResult.done(complete(read(answer.body())).mergeCommit());
        }
        return notNow(NOT_NOW, "POST", path, answer);
    }

    @Override
    Map<String, Object> kept(long number) throws IOException, InterruptedException {
        JsonNode reviewers = api().get(path(number)).path("reviewers");
        return reviewers.isArray() ? HostingApi.map("reviewers", reviewers) : HostingApi.map();
    }

    /** Of what a merge made, pull requests tell the beginning of the id only. */
    @Override
    PullRequest complete(PullRequest request) throws IOException, InterruptedException {
        String commit = request.mergeCommit();
        if (commit.isEmpty() || commit.length() >= WHOLE_COMMIT) {
            return request;
        }
        String whole;
        try {
            whole = api().get(base + "/commit/" + HostingApi.encoded(commit))
                    .path("hash")
                    .asText(commit);
        } catch (HostingException e) {
            if (e.mayPass()) {
                throw e;
            }
            // A token for pull requests only: they are merged all the same.
            return request;
        }
        return new PullRequest(
                request.number(), request.url(), request.state(), request.head(), whole, request.draft());
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
                json.path("merge_commit").path("hash"),
                json.path("draft"));
    }
}
