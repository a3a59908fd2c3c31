package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryServices;
import io.jenkins.plugins.kargo.engine.git.mirror.RemoteInspection;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.LostEffectInspector;
import io.jenkins.plugins.kargo.engine.promotion.step.git.LostPushInspector;
import io.jenkins.plugins.kargo.project.ProjectResolver;
import io.jenkins.plugins.kargo.security.JenkinsCredentialResolver;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks at the remote, with the credentials that the lost build had by its project's bindings, whether its push arrived.
 * What only the step's own {@code credentials} map named is not known any more: the finding then says so.
 */
final class LostPushes implements LostEffectInspector {
    private final Supplier<DiscoveryServices> discovery;
    private final ProjectResolver projects;

    LostPushes(@NonNull Supplier<DiscoveryServices> discovery, @NonNull ProjectResolver projects) {
        this.discovery = discovery;
        this.projects = projects;
    }

    @Override
    public LostEffect inspect(Promotion promotion, StepRecord record) {
        RemoteInspection remotes = new RemoteInspection(discovery.get().mirrors());
        return new LostPushInspector(remotes, this::credentials).inspect(promotion, record);
    }

    private CredentialResolver credentials(Promotion promotion) {
        String build = promotion.build().id();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Run<?, ?> run = Run.fromExternalizableId(build);
            if (run != null) {
                return JenkinsCredentialResolver.forBuild(run, projects.bindings(promotion.project()), Map.of(), null);
            }
        } catch (IllegalArgumentException e) {
            // No build: as if it had been deleted.
        }
        return (url, access) -> {
            throw new CredentialRefused(
                    "build '" + build + "', whose credentials would be needed, does not exist any more");
        };
    }
}
