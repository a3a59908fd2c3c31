package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.Map;

/** The REST API of Azure DevOps, version 7.1. */
final class AzureApi extends ForgeApi {
    AzureApi() {
        super("/pullrequests");
    }

    @Override
    String draftField() {
        return "isDraft";
    }

    @Override
    PullRequestRecord open(ForgeCall call) {
        PullRequestRecord made = call.forge()
                .open(
                        call.branch("sourceRefName"),
                        call.branch("targetRefName"),
                        call.text("title"),
                        call.text("description"));
        call.body()
                .path("labels")
                .forEach(label -> made.labels.add(label.path("name").asText()));
        return made;
    }

    @Override
    Object listed(ForgeCall call) {
        String source = call.query().get("searchCriteria.sourceRefName");
        return map(
                "value",
                list(
                        call,
                        "active".equals(call.query().get("searchCriteria.status")),
                        request -> source == null
                                || source.equals("refs/heads/" + request.source)
                                        && ("refs/heads/" + request.target)
                                                .equals(call.query().get("searchCriteria.targetRefName"))));
    }

    @Override
    Reply merge(ForgeCall call, PullRequestRecord request) {
        if (!call.text("lastMergeSourceCommit", "commitId").equals(call.forge().head(request))) {
            return new Reply(409, Map.of("message", "TF401192: the source was modified"));
        }
        return merged(call, request, call.text("completionOptions", "mergeStrategy"), 409, "TF401179: conflicts");
    }

    @Override
    Map<String, Object> show(Forge forge, PullRequestRecord request) {
        return map(
                "pullRequestId",
                request.number,
                "status",
                request.isOpen() ? "active" : request.isMerged() ? "completed" : "abandoned",
                "mergeStatus",
                forge.undecided() ? "queued" : forge.blocked().isEmpty() ? "succeeded" : "rejectedByPolicy",
                "forkSource",
                request.fromFork ? map("name", "refs/heads/" + request.source) : null,
                "lastMergeSourceCommit",
                map("commitId", forge.head(request)),
                "lastMergeCommit",
                map("commitId", request.mergeCommit));
    }
}
