package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.PromotionTask;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushLoopTest {
    private static final String REPO = "https://git.example.com/shop/app.git";

    @Test
    void aWarehouseThatWatchesThePushedBranchIsALoop() {
        assertThat(loops(configuration(git("main"), steps("main", Map.of()))))
                .singleElement()
                .asString()
                .contains("Warehouse app watches branch main of " + REPO)
                .contains("stage test")
                .contains("includePaths");
    }

    @Test
    void anotherSpellingOfTheRepositoryIsTheSameRepository() {
        Subscription other = git("https://Git.Example.com/shop/app", "main", List.of(), List.of());

        assertThat(loops(configuration(other, steps("main", Map.of())))).hasSize(1);
    }

    @Test
    void aPathFilterBreaksTheLoop() {
        assertThat(loops(configuration(git(REPO, "main", List.of("src"), List.of()), steps("main", Map.of()))))
                .isEmpty();
        assertThat(loops(configuration(git(REPO, "main", List.of(), List.of("env")), steps("main", Map.of()))))
                .isEmpty();
    }

    @Test
    void aStagesOwnBranchIsNoLoop() {
        assertThat(loops(configuration(git("main"), steps("stage/${{ ctx.stage }}", Map.of()))))
                .isEmpty();
        assertThat(loops(configuration(git("stage/test"), steps("stage/${{ ctx.stage }}", Map.of()))))
                .hasSize(1);
    }

    @Test
    void aTargetBranchReplacesTheBranchThatWasCheckedOut() {
        assertThat(loops(configuration(git("main"), steps("work", Map.of("targetBranch", "main")))))
                .hasSize(1);
        assertThat(loops(configuration(git("main"), steps("main", Map.of("targetBranch", "live")))))
                .isEmpty();
        assertThat(loops(configuration(git("main"), steps("main", Map.of("generateTargetBranch", true)))))
                .isEmpty();
    }

    @Test
    void aSubscriptionWithoutBranchIsFedByAPushToTheDefaultBranch() {
        assertThat(loops(configuration(git(""), steps("", Map.of()))))
                .singleElement()
                .asString()
                .contains("the default branch");
        assertThat(loops(configuration(git(""), steps("live", Map.of())))).isEmpty();
    }

    @Test
    void stepsOfATaskCountToo() {
        PromotionTask task = new PromotionTask(
                "PromotionTask",
                Metadata.named("render"),
                List.of(new Variable("branch", null)),
                steps("${{ vars.branch }}", Map.of()));
        PromotionStep use = new PromotionStep(
                "",
                new PromotionStep.TaskReference("render", "PromotionTask"),
                "",
                "",
                false,
                PromotionStep.Retry.DEFAULT,
                List.of(new Variable("branch", "main")),
                Map.of());

        assertThat(loops(configuration(git("main"), List.of(use), Map.of("render", task))))
                .hasSize(1);
    }

    @Test
    void whatOnlyARunningPromotionKnowsIsNotJudged() {
        assertThat(loops(configuration(git("main"), steps("${{ outputs.x.branch }}", Map.of()))))
                .isEmpty();
    }

    private static List<String> loops(Configuration configuration) {
        return PushLoop.find(configuration, configuration.warehouses().get("app")).stream()
                .toList();
    }

    private static Subscription git(String branch) {
        return git(REPO, branch, List.of(), List.of());
    }

    private static Subscription git(String repo, String branch, List<String> include, List<String> exclude) {
        return new Subscription.Git(
                "",
                repo,
                Subscription.CommitSelection.NewestFromBranch,
                branch,
                "",
                true,
                List.of(),
                List.of(),
                "",
                include,
                exclude,
                20,
                null,
                false,
                false);
    }

    private static List<PromotionStep> steps(String branch, Map<String, Object> push) {
        Map<String, Object> pushConfig = new HashMap<>(push);
        pushConfig.put("path", "out");
        return List.of(
                step(
                        "git-clone",
                        Map.of(
                                "repoURL",
                                "${{ vars.repo }}",
                                "checkout",
                                List.of(Map.of("branch", branch, "path", "./out")))),
                step("git-push", pushConfig));
    }

    private static PromotionStep step(String uses, Map<String, Object> config) {
        return new PromotionStep(uses, null, "", "", false, PromotionStep.Retry.DEFAULT, List.of(), config);
    }

    private static Configuration configuration(Subscription subscription, List<PromotionStep> steps) {
        return configuration(subscription, steps, Map.of());
    }

    private static Configuration configuration(
            Subscription subscription, List<PromotionStep> steps, Map<String, PromotionTask> tasks) {
        Warehouse warehouse = new Warehouse(
                Metadata.named("app"),
                Warehouse.DEFAULT_INTERVAL,
                Warehouse.FreightCreationPolicy.Automatic,
                "",
                List.of(subscription));
        Stage stage = new Stage(
                Metadata.named("test"), List.of(new Variable("repo", REPO)), List.of(), List.of(), steps, null);
        return new Configuration(
                "shop",
                Map.of("app", warehouse),
                Map.of("test", stage),
                tasks,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of());
    }
}
