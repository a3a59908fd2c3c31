package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
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

/**
 * A repository at a hosting service whose branch {@code promote} is one commit ahead of {@code main}, and the three steps
 * for a promotion of Freight with one commit and one image.
 */
final class PullRequestFixture implements AutoCloseable {
    final StepFixture steps = new StepFixture("test.01j2w7.abcdef1").rightPassword();
    final HostingDouble service;
    final Gateways gateways;
    final StepRunner openPr;
    final StepRunner waitForPr;
    final StepRunner mergePr;
    private final HostingDialect dialect;

    PullRequestFixture(Path temp, HostingDialect dialect) {
        this.dialect = dialect;
        service = HostingDouble.start(temp.resolve("git"), dialect);
        service.repository().commit("main", "first", Map.of("image.txt", "1.0.0"));
        push("Promote 1.1.0\n\nto test", Map.of("image.txt", "1.1.0"));
        gateways = Gateways.of(NetworkPolicy.LOOPBACK, temp.resolve("transfer"));
        openPr = new GitOpenPrStep(gateways);
        waitForPr = new GitWaitForPrStep(gateways);
        mergePr = new GitMergePrStep(gateways);
        steps.freight(new Freight(
                "a".repeat(40),
                "brisk-otter",
                FreightOrigin.warehouse("guestbook"),
                List.of(new GitCommit(
                        "https://github.com/shop/app.git", "c".repeat(40), "main", "", "fix | @ada", "", "", "")),
                List.of(new Image("registry.example.com/app", "1.1.0", "sha256:d", Map.of(), "")),
                List.of(),
                List.of(),
                Instant.EPOCH));
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

    /** @param more keys of the step's config, each with its value */
    StepResult open(Object... more) throws Exception {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(more, 0, all, 0, more.length);
        System.arraycopy(new Object[] {"sourceBranch", "promote", "targetBranch", "main"}, 0, all, more.length, 4);
        return run(openPr, all);
    }

    /** With nothing remembered of earlier looks. */
    StepResult await(long number) throws Exception {
        return run(new GitWaitForPrStep(gateways), "prNumber", number);
    }

    StepResult merge(long number, boolean wait) throws Exception {
        return run(mergePr, "prNumber", number, "wait", wait);
    }

    /** @param more keys of the step's config, each with its value */
    StepResult run(StepRunner step, Object... more) throws Exception {
        Map<String, Object> config = new HashMap<>(Map.of("repoURL", service.url(), "provider", dialect.provider()));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return steps.run(step, config);
    }

    /** A field of the pull request in the output of a step. */
    static Object pr(StepResult result, String key) {
        return ((Map<?, ?>) result.output().get("pr")).get(key);
    }

    @Override
    public void close() {
        service.close();
    }
}
