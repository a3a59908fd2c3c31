package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A repository at a hosting service whose branch {@code promote} is one commit ahead of {@code main}, and the three steps. */
final class PullRequestFixture implements AutoCloseable {
    final StepFixture steps = new StepFixture("test.01j2w7.abcdef1").rightPassword();
    final HostingDouble service;
    final Gateways gateways;
    private final HostingDialect dialect;
    private final StepRunner open;
    private final StepRunner merge;

    PullRequestFixture(Path temp, HostingDialect dialect) {
        this.dialect = dialect;
        service = HostingDouble.start(temp.resolve("git"), dialect);
        service.repository().commit("main", "first", Map.of("image.txt", "1.0.0"));
        push("Promote 1.1.0", Map.of("image.txt", "1.1.0"));
        gateways = Gateways.of(NetworkPolicy.LOOPBACK, temp.resolve("transfer"));
        open = new GitOpenPrStep(gateways);
        merge = new GitMergePrStep(gateways);
    }

    /** Puts one commit on main's first one, whatever the branch had: a forced push when it had something. */
    void push(String message, Map<String, String> files) {
        service.repository()
                .commit(
                        "promote",
                        message,
                        files,
                        Instant.EPOCH,
                        List.of(service.repository().head("main")));
    }

    StepResult open() throws Exception {
        return run(open, "sourceBranch", "promote", "targetBranch", "main");
    }

    /** With nothing remembered of earlier looks. */
    StepResult await(long number) throws Exception {
        return run(new GitWaitForPrStep(gateways), "prNumber", number);
    }

    StepResult merge(long number, boolean wait) throws Exception {
        return run(merge, "prNumber", number, "wait", wait);
    }

    private StepResult run(StepRunner step, Object... more) throws Exception {
        Map<String, Object> config = new HashMap<>(Map.of("repoURL", service.url(), "provider", dialect.provider()));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return steps.run(step, config);
    }

    @Override
    public void close() {
        service.close();
    }
}
