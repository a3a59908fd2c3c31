package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;

/** How far a build may act on a project. Pull requests, other branches and Replay never change anything. */
public sealed interface Trust {
    /** @param mayConfigure whether the build's manifests become the project's configuration */
    record Trusted(boolean mayConfigure) implements Trust {}

    /** Everything is computed and shown, nothing is stored, created, pushed or approved. @param reason for the log */
    record Preview(@NonNull String reason) implements Trust {}

    /** The build has no business with the project. @param message says who has, and how to declare otherwise */
    record Refused(@NonNull String message) implements Trust {}

    /**
     * Decides for a project that exists or that this build may claim.
     *
     * @param configJob the job that owns the project's configuration, null when nobody has claimed the name yet
     * @param declaration null when nothing is declared
     * @param stage the stage to promote to, null when the build only discovers
     */
    @NonNull
    static Trust decide(
            @NonNull ProjectKey project,
            @NonNull BuildFacts facts,
            @CheckForNull String configJob,
            @CheckForNull Declaration declaration,
            @CheckForNull String stage) {
        String owner = declaration != null ? declaration.configJob() : configJob;
        if (owner == null) {
            return facts.folder().equals(project.owner()) ? ofConfigJob(facts, "") : refusal(project, facts, null);
        }
        if (owner.equals(facts.job())) {
            return ofConfigJob(facts, declaration == null ? "" : declaration.configBranch());
        }
        if (declaration != null && declaration.admits(facts.job(), stage)) {
            Preview preview = previewOf(facts, "");
            return preview != null ? preview : new Trusted(false);
        }
        if (declaration != null && declaration.admits(facts.job(), null)) {
            return new Refused("The job '" + facts.job() + "' may not promote to stage '" + stage + "' of project '"
                    + project.path()
                    + "': it is declared as a promoter to other stages. List it for this stage too, or "
                    + "for every stage (*), " + where(project) + '.');
        }
        return refusal(project, facts, owner);
    }

    private static Trust ofConfigJob(BuildFacts facts, String configBranch) {
        Preview preview = previewOf(facts, configBranch);
        return preview != null ? preview : new Trusted(true);
    }

    @CheckForNull
    private static Preview previewOf(BuildFacts facts, String configBranch) {
        if (facts.replay()) {
            return new Preview("this is a Replay or a restart from a stage: its script is not the job's own");
        }
        if (facts.changeRequest()) {
            return new Preview("this builds the pull request " + facts.branch());
        }
        if (facts.isMultibranch()) {
            boolean right = configBranch.isEmpty() ? facts.primary() : configBranch.equals(facts.branch());
            if (!right) {
                return new Preview("branch " + facts.branch() + " is not "
                        + (configBranch.isEmpty() ? "the primary branch" : "the project's branch " + configBranch));
            }
        }
        if (facts.onlyPromotionCommits()) {
            return new Preview("everything new in this build was committed by promotions");
        }
        return null;
    }

    private static Refused refusal(ProjectKey project, BuildFacts facts, @CheckForNull String owner) {
        String belongs = owner == null
                ? "Nobody " + (project.owner().isEmpty() ? "at the top" : "in folder '" + project.owner() + "'")
                        + " has set up the project '" + project.name() + "' yet"
                : "The project '" + project.path() + "' belongs to the job '" + owner + "'";
        return new Refused(
                belongs + ", so the job '" + facts.job() + "' may not use it. To allow it, declare the project "
                        + where(project) + " and list this job among its promoters; "
                        + "for a project of its own, give it another name with 'project:'.");
    }

    private static String where(ProjectKey project) {
        return project.owner().isEmpty()
                ? "under 'Kargo' in Manage Jenkins » System"
                : "under 'Kargo projects' in the configuration of the folder '" + project.owner()
                        + "' (or globally, in Manage Jenkins » System)";
    }
}
