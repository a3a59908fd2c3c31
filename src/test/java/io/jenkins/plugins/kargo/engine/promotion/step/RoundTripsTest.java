package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitSettings;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.testing.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a step asks its agent, which may be far away: the same for any number of files. */
class RoundTripsTest {
    private static final GitSettings GIT = GitSettings.defaults();

    @TempDir
    private Path temp;

    private Map<String, Integer> calls(int files) throws Exception {
        Path folder = temp.resolve("with-" + files);
        GitFixture repository = GitFixture.create(folder.resolve("app.git"));
        Map<String, String> content = new HashMap<>();
        StringBuilder resources = new StringBuilder();
        for (int i = 0; i < files; i++) {
            String resource = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c" + i + "}\ndata: {a: b}\n";
            content.put("chart/templates/c" + i + ".yaml", resource);
            content.put("kustomize/c" + i + ".yaml", resource);
            resources.append("- c").append(i).append(".yaml\n");
        }
        content.put("chart/Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\n");
        content.put("chart/values.yaml", "tag: v0\n");
        content.put("kustomize/kustomization.yaml", "resources:\n" + resources);
        repository.commit("main", "first", content);
        StepFixture steps = new StepFixture("test.01j2w7.abcdef1");
        LocalWorkspace workspace = new LocalWorkspace(folder, steps.promotionLog());
        steps.workspace(workspace.withEnvironment("PATH", Tools.path("helm", "kubectl")));
        Map<String, StepRunner> runners = new HashMap<>();
        BuiltInSteps.all(() -> GIT, Gateways.of(NetworkPolicy.LOOPBACK, folder.resolve("transfer")))
                .forEach(runner -> runners.put(runner.name(), runner));
        Map<String, Integer> counts = new HashMap<>();
        for (Map.Entry<String, Map<String, Object>> step : template("file://" + repository.path())) {
            workspace.forgetCalls();
            steps.run(runners.get(step.getKey()), step.getValue());
            counts.put(step.getKey(), workspace.calls().size());
        }
        return counts;
    }

    private static List<Map.Entry<String, Map<String, Object>>> template(String url) {
        List<Map.Entry<String, Map<String, Object>>> steps = new ArrayList<>();
        steps.add(Map.entry(
                "git-clone", Map.of("repoURL", url, "checkout", List.of(Map.of("path", "src", "branch", "main")))));
        steps.add(Map.entry("copy", Map.of("inPath", "src/chart", "outPath", "src/copy")));
        steps.add(Map.entry("tar", Map.of("inPath", "src/chart", "outPath", "chart.tar")));
        steps.add(Map.entry("untar", Map.of("inPath", "chart.tar", "outPath", "unpacked")));
        steps.add(Map.entry(
                "yaml-update",
                Map.of("path", "src/chart/values.yaml", "updates", List.of(Map.of("key", "tag", "value", "v1")))));
        steps.add(Map.entry(
                "helm-template", Map.of("path", "src/chart", "outPath", "src/rendered", "releaseName", "app")));
        steps.add(Map.entry("kustomize-build", Map.of("path", "src/kustomize", "outPath", "src/built")));
        steps.add(Map.entry("git-commit", Map.of("path", "src", "message", "all")));
        steps.add(Map.entry("git-push", Map.of("path", "src")));
        steps.add(Map.entry("delete", Map.of("path", "src/rendered")));
        steps.add(Map.entry("git-clear", Map.of("path", "src")));
        return steps;
    }

    @Test
    void areBoundedWhateverTheNumberOfFiles() throws Exception {
        Map<String, Integer> few = calls(2);
        assertThat(few)
                .containsAllEntriesOf(Map.of(
                        "git-clone",
                        1,
                        "copy",
                        1,
                        "tar",
                        1,
                        "untar",
                        1,
                        "yaml-update",
                        1,
                        "git-commit",
                        1,
                        "git-push",
                        2,
                        "delete",
                        1,
                        "git-clear",
                        1));
        assertThat(few.get("helm-template")).isLessThanOrEqualTo(4);
        assertThat(few.get("kustomize-build")).isLessThanOrEqualTo(4);
        assertThat(calls(60)).isEqualTo(few);
    }
}
