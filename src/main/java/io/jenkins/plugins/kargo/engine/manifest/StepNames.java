package io.jenkins.plugins.kargo.engine.manifest;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The promotion steps of Kargo v1.12, to tell a typing error from a step that is not here yet. */
final class StepNames {
    private static final Set<String> KARGO = Set.of(
            "argocd-update",
            "argocd-wait",
            "compose-output",
            "copy",
            "delete",
            "fail",
            "file-write",
            "git-clear",
            "git-clone",
            "git-commit",
            "git-merge-pr",
            "git-open-pr",
            "git-push",
            "git-tag",
            "git-wait-for-pr",
            "github-push",
            "helm-template",
            "helm-update-chart",
            "http",
            "http-download",
            "json-parse",
            "json-update",
            "kustomize-build",
            "kustomize-set-image",
            "oci-download",
            "oci-push",
            "set-freight-alias",
            "set-metadata",
            "tar",
            "toml-parse",
            "toml-update",
            "untar",
            "yaml-merge",
            "yaml-parse",
            "yaml-update");

    private static final Set<String> ENTERPRISE = Set.of(
            "get-user-input",
            "gh-create-issue",
            "gh-issue-add-comment",
            "gh-issue-delete-comment",
            "gh-issue-update-comment",
            "gh-search-issues",
            "gh-update-issue",
            "gh-wait-for-issue-state",
            "gha-dispatch-workflow",
            "gha-wait-for-workflow",
            "hcl-update",
            "jfrog-evidence",
            "jira",
            "record-audit-event",
            "send-message",
            "snow-create",
            "snow-delete",
            "snow-query-for-records",
            "snow-update",
            "snow-wait-for-condition",
            "tf-apply",
            "tf-output",
            "tf-plan",
            "wait-for-approval");

    private StepNames() {}

    /** Whether the name may stand in {@code uses}: says so, warns that the step cannot run here, or suggests another. */
    static void check(String name, Position at, String path, Problems problems, Loading loading) {
        Set<String> here = loading.capabilities.steps();
        if (here.contains(name)) {
            return;
        }
        if (KARGO.contains(name)) {
            problems.warning(
                    at,
                    path,
                    "the step " + name + " of Kargo is not in this version of the plugin; a promotion"
                            + " that comes to it fails");
        } else if (ENTERPRISE.contains(name) || loading.enterpriseSteps.contains(name)) {
            problems.warning(
                    at,
                    path,
                    "the step " + name + " of Kargo's enterprise edition is not in this version of the"
                            + " plugin; a promotion that comes to it fails. A step of your own can do it: uses: pipeline");
        } else {
            Set<String> all = new TreeSet<>(here);
            all.addAll(KARGO);
            String meant = Wording.didYouMean(name, all);
            problems.error(
                    at,
                    path,
                    "there is no step " + Wording.quoted(name)
                            + Optional.of(meant).filter(m -> !m.isEmpty()).orElse(" (" + Wording.allowed(all) + ')'));
        }
    }
}
