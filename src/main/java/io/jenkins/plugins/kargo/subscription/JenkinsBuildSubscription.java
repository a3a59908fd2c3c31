package io.jenkins.plugins.kargo.subscription;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.generic.ConfigFields;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.project.ProjectAuthority;
import io.jenkins.plugins.kargo.project.StoreAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.util.VirtualFile;

/**
 * {@code jenkins-build}: the successful builds of a job of this controller, newest first; the version is the build's
 * number. Builds that still run do not count. The project must be allowed to read the job ({@link ProjectAuthority}).
 */
@Extension
public class JenkinsBuildSubscription extends SubscriptionType {
    private static final String TYPE = "jenkins-build";

    /** So many builds are looked at; loading one may take a read from the disk. */
    private static final int MAX_BUILDS = 500;

    private static final int MAX_ARTIFACTS = 200;

    @Override
    public String getType() {
        return TYPE;
    }

    @Override
    public Map<String, String> problems(Map<String, Object> config) {
        ConfigFields fields = new ConfigFields(config);
        BuildConfig.read(fields);
        return fields.problems();
    }

    @Override
    public List<ArtifactReference> discover(Subscription.Generic subscription, DiscoveryEnvironment environment)
            throws IOException {
        ConfigFields fields = new ConfigFields(subscription.config());
        BuildConfig config = BuildConfig.read(fields);
        fields.throwIfWrong();
        String name = ProjectAuthority.fullName(environment.project(), config.job());
        Job<?, ?> job = new ProjectAuthority(ExtensionList.lookupSingleton(StoreAccess.class))
                .findJob(environment.project(), name)
                .orElseThrow(() -> new IOException("there is no job '" + name + "' that the project "
                        + environment.project() + " may read: write its name relative to the project's folder or from"
                        + " the root (/folder/job), and let the user as whom the project's runner job is built read"
                        + " it"));
        return builds(subscription, config, job);
    }

    private static List<ArtifactReference> builds(Subscription.Generic subscription, BuildConfig config, Job<?, ?> job)
            throws IOException {
        List<ArtifactReference> found = new ArrayList<>();
        Run<?, ?> run = job.getLastBuild();
        for (int looked = 0; run != null && looked < MAX_BUILDS; looked++) {
            if (found.size() == subscription.discoveryLimit()) {
                break;
            }
            List<Object> artifacts = succeeded(run, config.worst()) ? artifacts(run, config) : List.of();
            if (succeeded(run, config.worst()) && (config.artifacts().isEmpty() || !artifacts.isEmpty())) {
                found.add(new ArtifactReference(
                        TYPE, subscription.name(), String.valueOf(run.getNumber()), metadata(run, artifacts)));
            }
            run = run.getPreviousBuild();
        }
        return found;
    }

    private static boolean succeeded(Run<?, ?> run, Result worst) {
        Result result = run.getResult();
        return !run.isBuilding() && result != null && result.isBetterOrEqualTo(worst);
    }

    private static Map<String, Object> metadata(Run<?, ?> run, List<Object> artifacts) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("job", run.getParent().getFullName());
        metadata.put("displayName", run.getDisplayName());
        metadata.put("url", run.getUrl());
        metadata.put("result", String.valueOf(run.getResult()));
        metadata.put("startedAt", run.getTime().toInstant().toString());
        metadata.put("artifacts", artifacts);
        return metadata;
    }

    /** Paths and addresses relative to the root of Jenkins, in the order of the paths. */
    private static List<Object> artifacts(Run<?, ?> run, BuildConfig config) throws IOException {
        VirtualFile root = run.getArtifactManager().root();
        Collection<String> paths = root.list(config.artifacts().isEmpty() ? "**/*" : config.artifacts(), null, true);
        List<Object> artifacts = new ArrayList<>();
        for (String path : paths.stream().sorted().limit(MAX_ARTIFACTS).toList()) {
            Map<String, Object> artifact = new LinkedHashMap<>();
            artifact.put("path", path);
            artifact.put("url", run.getUrl() + "artifact/" + Util.encode(path));
            artifact.put("size", root.child(path).length());
            artifacts.add(artifact);
        }
        return artifacts;
    }
}
