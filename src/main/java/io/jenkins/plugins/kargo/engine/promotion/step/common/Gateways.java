package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.mirror.GitMirrors;
import io.jenkins.plugins.kargo.engine.git.mirror.MirrorSettings;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.promotion.PullRequestWaits;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The controller's way to servers, within what the administrator allows at the moment of use.
 *
 * @param rootUrl of this Jenkins, with a slash at its end; empty when the administrator has not set it
 * @param waits tells the steps that wait for pull requests of events
 * @param temporary a folder of the controller for files that a step needs while it runs; created when missing
 */
public record Gateways(
        @NonNull Supplier<HttpGateway> http,
        @NonNull Supplier<OciGateway> registries,
        @NonNull Supplier<GitMirrors> mirrors,
        @NonNull Supplier<String> rootUrl,
        @NonNull PullRequestWaits waits,
        @NonNull Path temporary) {
    /** With a policy that does not change. */
    @NonNull
    public static Gateways of(@NonNull NetworkPolicy policy, @NonNull Path temporary) {
        HttpGateway http = new HttpGateway(HttpSettings.of(policy));
        OciGateway registries = new OciGateway(http, temporary.resolve("images"));
        GitMirrors mirrors = new GitMirrors(temporary.resolve("git"), MirrorSettings.of(policy));
        return new Gateways(() -> http, () -> registries, () -> mirrors, () -> "", new PullRequestWaits(), temporary);
    }
}
