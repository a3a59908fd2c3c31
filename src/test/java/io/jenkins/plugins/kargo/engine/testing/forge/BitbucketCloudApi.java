package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The API of Bitbucket Cloud, version 2.0, which shortens the ids of commits. */
final class BitbucketCloudApi extends ForgeApi {
    private static final int SHORT = 12;

    BitbucketCloudApi() {
        super("/pullrequests");
    }

    @Override
    String changeMethod() {
        return "PUT";
    }

    @Override
    PullRequestRecord open(ForgeCall call) {
        return call.forge()
                .open(
                        call.text("source", "branch", "name"),
                        call.text("destination", "branch", "name"),
                        call.text("title"),
                        call.text("description"));
    }

    @Override
    Optional<Reply> reword(ForgeCall call, PullRequestRecord request) {
        // Whoever is not named is not asked any more.
        request.reviewers.clear();
        call.body()
                .path("reviewers")
                .forEach(one -> request.reviewers.add(one.path("uuid").asText()));
        return super.reword(call, request);
    }

    /** Commits are shown whole where they are asked for. */
    @Override
    Reply other(ForgeCall call) {
        return call.forge().requests().stream()
                .map(request -> request.mergeCommit)
                .filter(commit -> !commit.isEmpty() && call.path().equals("/commit/" + commit.substring(0, SHORT)))
                .findFirst()
                .map(commit -> new Reply(200, map("hash", commit)))
                .orElse(Reply.NOT_FOUND);
    }

    @Override
    Object listed(ForgeCall call) {
        String filter = call.query().get("q");
        return map(
                "values",
                list(
                        call,
                        filter == null,
                        request -> filter == null
                                || filter.equals("source.branch.name=\"" + request.source
                                        + "\" AND destination.branch.name=\"" + request.target + '"')));
    }

    @Override
    Reply merge(ForgeCall call, PullRequestRecord request) {
        return merged(call, request, call.text("merge_strategy"), 409, "conflict");
    }

    @Override
    Map<String, Object> show(Forge forge, PullRequestRecord request) {
        return map(
                "id",
                request.number,
                "state",
                request.state.equals("closed") ? "DECLINED" : request.state.toUpperCase(Locale.ROOT),
                "links",
                map("html", map("href", forge.page() + "/pull-requests/" + request.number)),
                "source",
                map(
                        "commit",
                        map("hash", forge.head(request).substring(0, SHORT)),
                        "repository",
                        map("full_name", request.fromFork ? "others/app" : "shop/app")),
                "destination",
                map("repository", map("full_name", "shop/app")),
                "reviewers",
                request.reviewers.stream().map(one -> map("uuid", one)).toList(),
                "merge_commit",
                request.mergeCommit.isEmpty() ? null : map("hash", request.mergeCommit.substring(0, SHORT)));
    }
}
