package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.List;
import java.util.Map;

/** The API of Gitea and Forgejo, version 1. */
final class GiteaApi extends ForgeApi {
    private static final int KNOWN = 7;

    GiteaApi() {
        super("/pulls");
    }

    @Override
    String descriptionField() {
        return "body";
    }

    @Override
    PullRequestRecord open(ForgeCall call) {
        PullRequestRecord made =
                call.forge().open(call.text("head"), call.text("base"), call.text("title"), call.text("body"));
        call.body().path("labels").forEach(id -> made.labels.add(id.asInt() == KNOWN ? "known" : "kargo"));
        return made;
    }

    @Override
    Object listed(ForgeCall call) {
        return list(call, "open".equals(call.query().get("state")), request -> true);
    }

    @Override
    Reply merge(ForgeCall call, PullRequestRecord request) {
        if (!call.text("head_commit_id").equals(call.forge().head(request))) {
            return new Reply(409, Map.of("message", "head out of date"));
        }
        return merged(call, request, call.text("Do"), 405, "Please try again later");
    }

    @Override
    Object afterMerge(Forge forge, PullRequestRecord request) {
        return null;
    }

    @Override
    Map<String, Object> show(Forge forge, PullRequestRecord request) {
        return map(
                "number",
                request.number,
                "html_url",
                forge.page() + "/pulls/" + request.number,
                "state",
                request.isOpen() ? "open" : "closed",
                "merged",
                request.isMerged(),
                "merge_commit_sha",
                request.mergeCommit,
                "head",
                map("ref", request.source, "sha", forge.head(request), "repo_id", sourceRepository(request)),
                "base",
                map("ref", request.target, "repo_id", REPOSITORY));
    }

    @Override
    Reply other(ForgeCall call) {
        if (!call.path().equals("/labels")) {
            return Reply.NOT_FOUND;
        }
        return call.isPost()
                ? new Reply(201, map("id", KNOWN + 1, "name", call.text("name")))
                : new Reply(200, List.of(map("id", KNOWN, "name", "known")));
    }
}
