package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.List;
import java.util.Map;

/** GitLab's REST API, version 4. */
final class GitLabApi extends ForgeApi {
    GitLabApi() {
        super("/merge_requests");
    }

    @Override
    String changeMethod() {
        return "PUT";
    }

    @Override
    PullRequestRecord open(ForgeCall call) {
        PullRequestRecord made = call.forge()
                .open(
                        call.text("source_branch"),
                        call.text("target_branch"),
                        call.text("title"),
                        call.text("description"));
        if (!call.text("labels").isEmpty()) {
            made.labels.addAll(List.of(call.text("labels").split(",")));
        }
        return made;
    }

    @Override
    Object listed(ForgeCall call) {
        String source = call.query().get("source_branch");
        return list(
                call,
                "opened".equals(call.query().get("state")),
                request -> source == null
                        || source.equals(request.source)
                                && request.target.equals(call.query().get("target_branch")));
    }

    @Override
    Reply merge(ForgeCall call, PullRequestRecord request) {
        if (!call.text("sha").equals(call.forge().head(request))) {
            return new Reply(409, Map.of("message", "SHA does not match HEAD of source branch"));
        }
        String method = call.body().path("squash").asBoolean() ? "squash" : "merge";
        return merged(call, request, method, 405, "Method Not Allowed");
    }

    @Override
    Map<String, Object> show(Forge forge, PullRequestRecord request) {
        return map(
                "iid",
                request.number,
                "id",
                1000 + request.number,
                "source_project_id",
                sourceRepository(request),
                "target_project_id",
                REPOSITORY,
                "web_url",
                forge.page() + "/-/merge_requests/" + request.number,
                "state",
                request.isOpen() ? "opened" : request.state,
                "sha",
                forge.head(request),
                "merge_commit_sha",
                orNull(request.mergeCommit),
                "squash_commit_sha",
                null,
                "detailed_merge_status",
                request.draft ? "draft_status" : forge.blocked().isEmpty() ? "mergeable" : "not_approved");
    }
}
