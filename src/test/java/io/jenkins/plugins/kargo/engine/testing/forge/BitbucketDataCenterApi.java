package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The REST API of Bitbucket Data Center. */
final class BitbucketDataCenterApi extends ForgeApi {
    private static final int VERSION = 3;

    BitbucketDataCenterApi() {
        super("/pull-requests");
    }

    @Override
    String changeMethod() {
        return "PUT";
    }

    @Override
    PullRequestRecord open(ForgeCall call) {
        return call.forge()
                .open(
                        call.branch("fromRef", "id"),
                        call.branch("toRef", "id"),
                        call.text("title"),
                        call.text("description"));
    }

    @Override
    Optional<Reply> reword(ForgeCall call, PullRequestRecord request) {
        if (call.body().path("version").asInt() != VERSION) {
            return Optional.of(new Reply(409, Map.of("errors", List.of(map("message", "out of date")))));
        }
        // Whoever is not named is not asked any more.
        request.reviewers.clear();
        call.body()
                .path("reviewers")
                .forEach(one ->
                        request.reviewers.add(one.path("user").path("name").asText()));
        return super.reword(call, request);
    }

    @Override
    Object listed(ForgeCall call) {
        String at = call.query().get("at");
        return map(
                "isLastPage",
                true,
                "values",
                list(
                        call,
                        "OPEN".equals(call.query().get("state")),
                        request -> at == null || at.equals("refs/heads/" + request.target)));
    }

    @Override
    Reply merge(ForgeCall call, PullRequestRecord request) {
        return String.valueOf(VERSION).equals(call.query().get("version"))
                ? merged(call, request, call.text("strategyId"), 409, "conflicted")
                : new Reply(409, Map.of("errors", List.of(map("message", "out of date"))));
    }

    @Override
    Map<String, Object> show(Forge forge, PullRequestRecord request) {
        return map(
                "id",
                request.number,
                "version",
                VERSION,
                "state",
                request.state.equals("closed") ? "DECLINED" : request.state.toUpperCase(Locale.ROOT),
                "fromRef",
                map(
                        "id",
                        "refs/heads/" + request.source,
                        "latestCommit",
                        forge.head(request),
                        "repository",
                        map("id", sourceRepository(request))),
                "toRef",
                map("id", "refs/heads/" + request.target, "repository", map("id", REPOSITORY)),
                "reviewers",
                request.reviewers.stream()
                        .map(one -> map("user", map("name", one)))
                        .toList(),
                "links",
                map("self", List.of(map("href", forge.server() + "/pull-requests/" + request.number))),
                "properties",
                map("mergeCommit", map("id", request.mergeCommit)));
    }
}
