package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.hosting.HostingException;
import io.jenkins.plugins.kargo.engine.hosting.MergeResult;
import io.jenkins.plugins.kargo.engine.hosting.PullRequest;
import io.jenkins.plugins.kargo.engine.hosting.PullRequests;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** {@code git-merge-pr}: merges a pull request, or finds that it has been merged. */
public final class GitMergePrStep extends PullRequestStep {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

    public GitMergePrStep(@NonNull Gateways gateways) {
        super("git-merge-pr", gateways);
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        long number = number(config);
        if (number == 0) {
            return StepResult.skipped("there is no pull request to merge", null);
        }
        if (context.isPreview()) {
            return StepResult.skipped("would merge " + describe(config, number), null);
        }
        PullRequests requests = pullRequests(context, config, Access.WRITE);
        String method = config.text("mergeMethod");
        if (!method.isEmpty() && !requests.mergeMethods().contains(method)) {
            throw new StepFailure("mergeMethod: \"" + method + "\" is none of " + requests.mergeMethods());
        }
        Duration interval = pollInterval(config, POLL_INTERVAL);
        if (config.flag("wait")) {
            // So that an event of a merge by hand wakes it.
            gateways().waits().look(context.promotion(), config.text("repoURL"), number);
        }
        try {
            return merge(context, config, requests, requests.get(number), interval);
        } catch (HostingException e) {
            if (e.isNotFound()) {
                throw missing(config, number, e);
            }
            return later(config, number, e, interval);
        } catch (IOException e) {
            return later(config, number, e, interval);
        }
    }

    private static StepResult later(StepConfig config, long number, IOException failure, Duration interval)
            throws IOException {
        if (config.flag("wait") && mayPass(failure)) {
            return StepResult.running(
                    "waits to merge " + describe(config, number) + "; the last try failed: " + failure.getMessage(),
                    interval);
        }
        throw failure;
    }

    private static StepResult merge(
            StepContext context, StepConfig config, PullRequests requests, PullRequest request, Duration interval)
            throws StepFailure, IOException, InterruptedException {
        String what = describe(config, request.number());
        switch (request.state()) {
            case MERGED -> {
                context.log().line("Merged already: " + request.url());
                return merged(request.mergeCommit());
            }
            case CLOSED -> throw new StepFailure(what + " was closed without being merged: " + request.url());
            case OPEN -> {}
        }
        context.intend(Map.of("repoURL", config.text("repoURL"), "prNumber", request.number()));
        MergeResult result = requests.merge(request, config.text("mergeMethod"));
        if (result.merged()) {
            context.log().line("Merged " + request.url());
            return merged(result.commit());
        }
        if (!result.mayPass()) {
            throw new StepFailure(what + " cannot be merged like this: " + result.reason());
        }
        if (config.flag("wait")) {
            return StepResult.running("waits until " + what + " can be merged: " + result.reason(), interval);
        }
        throw new StepFailure(what + " cannot be merged now: " + result.reason());
    }

    private static StepResult merged(String commit) {
        return commit.isEmpty() ? StepResult.succeeded() : StepResult.succeeded(Map.of("commit", commit));
    }
}
