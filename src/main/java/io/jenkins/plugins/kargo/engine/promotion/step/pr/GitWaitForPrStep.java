package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.hosting.Hosting;
import io.jenkins.plugins.kargo.engine.hosting.HostingException;
import io.jenkins.plugins.kargo.engine.hosting.PullRequest;
import io.jenkins.plugins.kargo.engine.hosting.PullRequestWatch;
import io.jenkins.plugins.kargo.engine.hosting.PullRequests;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code git-wait-for-pr}: goes on when people, or anybody, have merged a pull request; fails when it is closed. */
public final class GitWaitForPrStep extends PullRequestStep {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(30);

    /** Until another thread has the answer that it asks for. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final PullRequestWatch watch;

    public GitWaitForPrStep(@NonNull Gateways gateways) {
        this(gateways, new PullRequestWatch());
    }

    /** @param watch shared by whatever waits for pull requests */
    public GitWaitForPrStep(@NonNull Gateways gateways, @NonNull PullRequestWatch watch) {
        super("git-wait-for-pr", gateways);
        this.watch = watch;
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        long number = number(config);
        if (number == 0) {
            return StepResult.skipped("there is no pull request to wait for", null);
        }
        if (context.isPreview()) {
            return StepResult.skipped("would wait for " + describe(config, number), null);
        }
        Duration interval = pollInterval(config, POLL_INTERVAL);
        String waiting = "waits until " + describe(config, number) + " is merged";
        try {
            PullRequests requests = pullRequests(context, config, Access.READ);
            boolean told = gateways().waits().look(context.promotion(), config.text("repoURL"), number);
            PullRequestWatch.Sight sight = told
                    ? PullRequestWatch.Sight.GONE
                    : watch.look(
                            repository(context, config),
                            requests,
                            number,
                            interval,
                            context.clock().instant());
            if (sight == PullRequestWatch.Sight.OPEN) {
                return StepResult.running(waiting, interval);
            }
            if (sight == PullRequestWatch.Sight.UNKNOWN) {
                return StepResult.running(waiting, SOON.compareTo(interval) < 0 ? SOON : interval);
            }
            PullRequest request = requests.get(number);
            if (request.state() != PullRequest.State.OPEN) {
                gateways().waits().over(context.promotion(), config.text("repoURL"), number);
            }
            return switch (request.state()) {
                case OPEN -> StepResult.running(waiting, interval);
                case MERGED -> merged(context, request);
                case CLOSED ->
                    new StepResult(
                            StepStatus.Failed,
                            describe(config, number) + " was closed without being merged: " + request.url(),
                            output(request, false),
                            null);
            };
        } catch (HostingException e) {
            if (e.isNotFound()) {
                throw missing(config, number, e);
            }
            return later(e, waiting, interval);
        } catch (IOException e) {
            return later(e, waiting, interval);
        } catch (UncheckedIOException e) {
            return failed(e.getCause(), waiting, interval);
        }
    }

    /** A server that is busy or away for a while does not end a wait of days. */
    private static StepResult later(IOException failure, String waiting, Duration interval) throws IOException {
        if (mayPass(failure)) {
            return failed(failure, waiting, interval);
        }
        throw failure;
    }

    private static StepResult failed(IOException failure, String waiting, Duration interval) {
        return StepResult.running(waiting + "; the last look failed: " + failure.getMessage(), interval);
    }

    private static PullRequestWatch.Repository repository(StepContext context, StepConfig config) throws StepFailure {
        Credential credential = credential(context, Hosting.webUrl(config.text("repoURL")), Access.READ);
        return new PullRequestWatch.Repository(
                config.text("repoURL"),
                config.text("provider")
                        + '\n'
                        + config.flag("insecureSkipTLSVerify")
                        + '\n'
                        + context.promotion().project()
                        + '\n'
                        + (credential == null ? "" : credential.id()));
    }

    private static StepResult merged(StepContext context, PullRequest request) {
        context.log()
                .line("Merged: " + request.url()
                        + (request.mergeCommit().isEmpty() ? "" : " as " + request.mergeCommit()));
        Map<String, Object> output = output(request, true);
        if (!request.mergeCommit().isEmpty()) {
            output.put("commit", request.mergeCommit());
        }
        return StepResult.succeeded(output);
    }

    private static Map<String, Object> output(PullRequest request, boolean merged) {
        Map<String, Object> pr = output(request);
        pr.put("open", false);
        pr.put("merged", merged);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("pr", pr);
        return output;
    }
}
