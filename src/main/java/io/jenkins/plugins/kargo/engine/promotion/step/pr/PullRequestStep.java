package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.hosting.Hosting;
import io.jenkins.plugins.kargo.engine.hosting.HostingException;
import io.jenkins.plugins.kargo.engine.hosting.PullRequest;
import io.jenkins.plugins.kargo.engine.hosting.PullRequests;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the steps for pull requests have in common. */
abstract class PullRequestStep implements StepRunner {
    private final String name;
    private final Gateways gateways;

    PullRequestStep(String name, Gateways gateways) {
        this.name = name;
        this.gateways = gateways;
    }

    @Override
    @NonNull
    public final String name() {
        return name;
    }

    @Override
    public final boolean needsWorkspace() {
        return false;
    }

    @Override
    @NonNull
    public final Replay replay() {
        return Replay.NEVER;
    }

    Gateways gateways() {
        return gateways;
    }

    static Credential credential(StepContext context, String url, Access access) throws StepFailure {
        try {
            return context.credentials().find(url, access).orElse(null);
        } catch (CredentialRefused e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    /** The repository's pull requests, with the credential that is bound to its web URL. */
    PullRequests pullRequests(StepContext context, StepConfig config, Access access) throws StepFailure {
        String url = Hosting.webUrl(config.text("repoURL"));
        try {
            return new Hosting(gateways.http().get())
                    .pullRequests(
                            url,
                            config.text("provider"),
                            credential(context, url, access),
                            config.flag("insecureSkipTLSVerify"));
        } catch (IllegalArgumentException e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    static Duration pollInterval(StepConfig config, Duration otherwise) throws StepFailure {
        String text = config.text("pollInterval");
        try {
            return text.isEmpty() ? otherwise : GoDurations.parseGo(text);
        } catch (IllegalArgumentException e) {
            throw new StepFailure("pollInterval: " + e.getMessage(), e);
        }
    }

    /** Whether a waiting step does best to ask again later. */
    static boolean mayPass(IOException failure) {
        if (failure instanceof HttpFailure http) {
            return switch (http.kind()) {
                case UNREACHABLE, TIMED_OUT, RATE_LIMITED -> true;
                case REFUSED, TLS, TOO_LARGE, MALFORMED -> false;
            };
        }
        return failure instanceof HostingException hosting && hosting.mayPass();
    }

    /** Without a number there is no pull request: git-open-pr found nothing to ask for. */
    static long number(StepConfig config) {
        return config.value("prNumber") instanceof Number number ? number.longValue() : 0;
    }

    static String describe(StepConfig config, long number) {
        return "pull request " + number + " of " + config.text("repoURL");
    }

    static StepFailure missing(StepConfig config, long number, HostingException cause) {
        return new StepFailure("there is no " + describe(config, number) + ", or the token may not see it", cause);
    }

    static Map<String, Object> output(PullRequest request) {
        Map<String, Object> pr = new LinkedHashMap<>();
        pr.put("id", request.number());
        pr.put("url", request.url());
        return pr;
    }
}
