package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Node;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestProblem;
import io.jenkins.plugins.kargo.engine.manifest.StoredForm;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.project.BuildReferences;
import io.jenkins.plugins.kargo.project.Declaration;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import io.jenkins.plugins.kargo.project.ProjectRefused;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Finds the configuration that a build works with: the manifests of its checkout, stored when it may, else what is stored. */
final class BuildManifests {
    /** So many earlier builds are asked which commit they looked at. */
    private static final int EARLIER_BUILDS = 30;

    private final StepContext context;
    private final Run<?, ?> run;

    /** Null for what the manifests say. */
    private final String projectName;

    /** Path of the manifests in the workspace, null for the declaration's. */
    private final String config;

    private BuildManifests(StepContext context, Run<?, ?> run, String projectName, String config) {
        this.context = context;
        this.run = run;
        this.projectName = projectName;
        this.config = config;
    }

    /**
     * The project, and the configuration whose warehouses and stages count.
     *
     * @param revision hash of the stored revision, empty for manifests of a preview that nobody stored
     */
    record Found(
            @NonNull ProjectAccess access,
            @NonNull Configuration configuration,
            @NonNull String revision) {}

    /**
     * @param projectName null for what the manifests say; @param config their path in the workspace, null for the usual one
     * @throws AbortException in words, when the manifests have errors or the build has no business with the project
     */
    @NonNull
    static Found find(@NonNull StepContext context, @CheckForNull String projectName, @CheckForNull String config)
            throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        BuildManifests manifests = new BuildManifests(context, run, projectName, config);
        try {
            Found found = manifests.configuration(manifests.checkout());
            KargoBuildAction.of(run).used(found.access().project());
            return found;
        } catch (ProjectRefused e) {
            throw new AbortException(e.getMessage());
        }
    }

    @CheckForNull
    private Checkout checkout() throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        if (workspace == null) {
            return null;
        }
        EnvVars environment = context.get(EnvVars.class);
        GitOnAgent git = GitOnAgent.of(
                context.get(Node.class), environment == null ? new EnvVars() : environment, BuildLog.of(context));
        String path = config != null ? config : declaredPath();
        Checkout checkout;
        try {
            checkout = workspace
                    .act(new ReadCheckout(BuildLog.of(context), git, path, lastCommit(run)))
                    .valueOrThrow();
        } catch (StepFailure e) {
            throw new AbortException(e.getMessage());
        }
        if (checkout.files().isEmpty() && config != null) {
            throw new AbortException("There are no YAML files at '" + path + "' in the workspace");
        }
        KargoBuildAction.of(run).checkedOut(checkout.commit(), checkout.onlyPromotionCommits());
        return checkout;
    }

    private String declaredPath() {
        try {
            return BuildProject.of(run).resolve(projectName, null).manifests();
        } catch (ProjectRefused e) {
            // The manifests may name a project that this build may use.
            return Declaration.DEFAULT_MANIFESTS;
        }
    }

    private static String lastCommit(Run<?, ?> run) {
        Run<?, ?> earlier = run.getPreviousBuild();
        for (int i = 0; i < EARLIER_BUILDS && earlier != null; i++) {
            KargoBuildAction action = KargoBuildAction.find(earlier);
            if (action != null && !action.getCommit().isEmpty()) {
                return action.getCommit();
            }
            earlier = earlier.getPreviousBuild();
        }
        return "";
    }

    private Found configuration(@CheckForNull Checkout checkout)
            throws IOException, InterruptedException, ProjectRefused {
        BuildProject project = BuildProject.of(run);
        if (checkout == null || checkout.files().isEmpty()) {
            ProjectAccess access = project.resolve(projectName, null);
            return stored(project, access);
        }
        Configuration manifests = load(checkout);
        ProjectAccess access = project.resolve(name(manifests), null);
        if (access.isPreview()) {
            log("This is a preview (" + access.previewReason() + "): the manifests are correct, and are not stored");
            boolean known = KargoRuntime.get()
                    .store()
                    .projects()
                    .currentRevision(access.project())
                    .isPresent();
            return known ? stored(project, access) : new Found(access, manifests, "");
        }
        if (!access.mayConfigure()) {
            log("The manifests of this build are not stored: the configuration of project " + access.project()
                    + " comes from the job '" + access.configJob() + "'");
            return stored(project, access);
        }
        project.resolver().claim(access, project.facts());
        return new Found(access, manifests, store(access, checkout));
    }

    private static Found stored(BuildProject project, ProjectAccess access) throws AbortException {
        ConfigurationRevision revision = project.currentRevision(access.project());
        return new Found(access, project.configuration(access.project(), revision), revision.hash());
    }

    private String store(ProjectAccess access, Checkout checkout) throws IOException, InterruptedException {
        BuildReference build = BuildReferences.of(run);
        List<ManifestFile> files = StoredForm.of(checkout.files());
        ConfigurationRevision revision = new ConfigurationRevision(
                ManifestHash.of(files),
                checkout.commit(),
                BuildReferences.actor(build),
                build.id(),
                Instant.now(),
                files);
        if (KargoRuntime.get().store().projects().addRevision(access.project(), revision)) {
            log("Project " + access.project() + ": stored configuration "
                    + revision.hash().substring(0, 12)
                    + (checkout.commit().isEmpty() ? "" : " of commit " + checkout.commit()));
        }
        return revision.hash();
    }

    private Configuration load(Checkout checkout) throws IOException, InterruptedException {
        LoadedManifests loaded = KargoRuntime.get().manifests().load(checkout.files());
        for (ManifestProblem warning : loaded.warnings()) {
            log("WARNING: " + warning);
        }
        if (loaded.hasErrors()) {
            throw new AbortException(loaded.errors().stream()
                    .map(ManifestProblem::toString)
                    .collect(Collectors.joining("\n", "The Kargo manifests have errors:\n", "")));
        }
        return loaded.configuration();
    }

    /** The argument, else what the manifests say. */
    private String name(Configuration manifests) throws AbortException {
        String given = projectName;
        String written = manifests.project();
        if (given == null) {
            return written;
        }
        String name = given.substring(given.lastIndexOf('/') + 1);
        if (written != null && !written.equals(name)) {
            throw new AbortException("This step is called for project '" + given
                    + "', but the manifests are of project '" + written + "'");
        }
        return given;
    }

    private void log(String line) throws InterruptedException {
        BuildLog.of(context).getLogger().println(line);
    }
}
