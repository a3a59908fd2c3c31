package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitHub's REST API, version 2022-11-28. */
final class GitHubApi extends ForgeApi {
    private static final Pattern LABELS = Pattern.compile("/issues/(\\d+)/labels");

    GitHubApi() {
        super("/pulls");
    }

    @Override
    String descriptionField() {
        return "body";
    }

    @Override
    PullRequestRecord open(ForgeCall call) {
        return call.forge().open(call.text("head"), call.text("base"), call.text("title"), call.text("body"));
    }

    @Override
    Object listed(ForgeCall call) {
        String head = call.query().get("head");
        return list(
                call,
                "open".equals(call.query().get("state")),
                request -> head == null
                        || head.equals("shop:" + request.source)
                                && request.target.equals(call.query().get("base")));
    }

    @Override
    Reply merge(ForgeCall call, PullRequestRecord request) {
        if (!call.text("sha").equals(call.forge().head(request))) {
            return new Reply(409, Map.of("message", "Head branch was modified. Review and try the merge again."));
        }
        return merged(call, request, call.text("merge_method"), 405, "Pull Request is not mergeable");
    }

    @Override
    Object afterMerge(Forge forge, PullRequestRecord request) {
        return map("sha", request.mergeCommit, "merged", true, "message", "Pull Request successfully merged");
    }

    @Override
    Map<String, Object> show(Forge forge, PullRequestRecord request) {
        return map(
                "number",
                request.number,
                "html_url",
                forge.page() + "/pull/" + request.number,
                "state",
                request.isOpen() ? "open" : "closed",
                "merged",
                request.isMerged(),
                "merged_at",
                request.isMerged() ? "2026-01-01T00:00:00Z" : null,
                "merge_commit_sha",
                orNull(request.mergeCommit),
                "mergeable",
                forge.undecided() ? null : true,
                "head",
                map("ref", request.source, "sha", forge.head(request), "repo", map("id", sourceRepository(request))),
                "base",
                map("ref", request.target, "repo", map("id", REPOSITORY)));
    }

    @Override
    Map<String, Object> summary(Forge forge, PullRequestRecord request) {
        Map<String, Object> shown = show(forge, request);
        shown.keySet().removeAll(List.of("merged", "mergeable"));
        return shown;
    }

    @Override
    Reply other(ForgeCall call) {
        Matcher labels = LABELS.matcher(call.path());
        if (labels.matches() && call.isPost()) {
            List<String> all = call.forge().request(Long.parseLong(labels.group(1))).labels;
            call.body().path("labels").forEach(label -> all.add(label.asText()));
            return new Reply(200, all.stream().map(name -> map("name", name)).toList());
        }
        return GitHubGitApi.answer(call);
    }
}
