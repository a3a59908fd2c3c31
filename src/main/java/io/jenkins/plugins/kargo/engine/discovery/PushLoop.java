package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.freight.url.SlashPath;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.PromotionTask;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Warehouses that watch a branch to which a stage of the same project pushes: every promotion would create Freight
 * that is promoted again. Looks at repositories and branches that stand in the manifests, in variables too; what only a
 * running promotion knows is not judged. Pure.
 */
final class PushLoop {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\{\\s*(?:vars|ctx)\\.(\\w+)\\s*}}");

    private final Configuration configuration;
    private final Subscription.Git watched;
    private final Map<String, Checkout> checkouts = new HashMap<>();

    private record Checkout(String repoURL, String branch) {}

    private PushLoop(Configuration configuration, Subscription.Git watched) {
        this.configuration = configuration;
        this.watched = watched;
    }

    /** Says which stage and subscription make the loop; empty when there is none. */
    static Optional<String> find(Configuration configuration, Warehouse warehouse) {
        for (Subscription subscription : warehouse.subscriptions()) {
            if (subscription instanceof Subscription.Git git && watchesEverything(git)) {
                for (Stage stage : configuration.stages().values()) {
                    if (new PushLoop(configuration, git).isFedBy(stage)) {
                        String branch = git.branch().isEmpty() ? "the default branch" : "branch " + git.branch();
                        return Optional.of("Warehouse " + warehouse.name() + " watches " + branch + " of "
                                + git.repoURL() + ", to which stage " + stage.name() + " pushes: every promotion"
                                + " would create new Freight. Give the subscription includePaths or excludePaths"
                                + " that leave out what promotions write, or push to another branch.");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean watchesEverything(Subscription.Git git) {
        return git.commitSelectionStrategy() == Subscription.CommitSelection.NewestFromBranch
                && git.includePaths().isEmpty()
                && git.excludePaths().isEmpty()
                && git.expressionFilter().isBlank();
    }

    private boolean isFedBy(Stage stage) {
        // ctx.stage; a variable of that name hides it, which can only miss a loop.
        Map<String, String> variables = new HashMap<>(Map.of("stage", stage.name()));
        put(variables, stage.vars());
        put(variables, stage.templateVars());
        return isFedBy(stage.steps(), variables);
    }

    private boolean isFedBy(List<PromotionStep> steps, Map<String, String> outer) {
        for (PromotionStep step : steps) {
            Map<String, String> variables = new HashMap<>(outer);
            put(variables, step.vars());
            PromotionTask task = task(step);
            if (task != null) {
                Map<String, String> inner = new HashMap<>();
                put(inner, task.vars());
                inner.putAll(variables);
                if (isFedBy(task.steps(), inner)) {
                    return true;
                }
            } else if (step.uses().equals("git-clone")) {
                remember(step.config(), variables);
            } else if ((step.uses().equals("git-push") || step.uses().equals("github-push"))
                    && pushes(step.config(), variables)) {
                return true;
            }
        }
        return false;
    }

    @CheckForNull
    private PromotionTask task(PromotionStep step) {
        PromotionStep.TaskReference reference = step.task();
        if (reference == null) {
            return null;
        }
        return (reference.kind().equals("ClusterPromotionTask")
                        ? configuration.clusterPromotionTasks()
                        : configuration.promotionTasks())
                .get(reference.name());
    }

    private void remember(Map<String, Object> config, Map<String, String> variables) {
        String repoURL = text(config.get("repoURL"), variables);
        if (config.get("checkout") instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?> checkout) {
                    boolean detached = checkout.get("commit") != null || checkout.get("tag") != null;
                    String branch = detached ? null : text(checkout.get("branch"), variables);
                    checkouts.put(path(checkout.get("path"), variables), new Checkout(repoURL, branch));
                }
            }
        }
    }

    private boolean pushes(Map<String, Object> config, Map<String, String> variables) {
        Checkout checkout = checkouts.get(path(config.get("path"), variables));
        boolean elsewhere = checkout == null
                || config.get("tag") != null
                || Boolean.TRUE.equals(config.get("generateTargetBranch"))
                || !GitUrls.normalize(checkout.repoURL).equals(GitUrls.normalize(watched.repoURL()));
        if (elsewhere) {
            return false;
        }
        String target =
                config.get("targetBranch") == null ? checkout.branch : text(config.get("targetBranch"), variables);
        return watched.branch().equals(target);
    }

    private static String path(@CheckForNull Object value, Map<String, String> variables) {
        return SlashPath.clean(text(value, variables));
    }

    private static void put(Map<String, String> variables, List<Variable> declared) {
        for (Variable variable : declared) {
            if (variable.value() != null) {
                variables.put(variable.name(), text(variable.value(), variables));
            }
        }
    }

    /** Expressions other than those of known variables stay in the text, which then equals no branch. */
    private static String text(@CheckForNull Object value, Map<String, String> variables) {
        if (value == null) {
            return "";
        }
        Matcher matcher = VARIABLE.matcher(value.toString());
        return matcher.replaceAll(
                match -> Matcher.quoteReplacement(variables.getOrDefault(match.group(1), match.group())));
    }
}
