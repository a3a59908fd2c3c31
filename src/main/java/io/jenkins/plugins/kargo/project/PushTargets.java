package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.url.SlashPath;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.PromotionTask;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** To which branches the promotions of a stage push, as far as its git-clone and git-push steps tell in advance. */
final class PushTargets {
    /** A branch of a repository. */
    record Target(@NonNull String repoURL, @NonNull String branch) {}

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{\\{\\s*(vars|ctx)\\.([A-Za-z_][A-Za-z0-9_]*)\\s*\\}\\}");

    private final Configuration configuration;
    private final String stage;
    private final Map<String, Target> checkouts = new HashMap<>();
    private final List<Target> targets = new ArrayList<>();

    private PushTargets(Configuration configuration, String stage) {
        this.configuration = configuration;
        this.stage = stage;
    }

    @NonNull
    static List<Target> of(@NonNull Stage stage, @NonNull Configuration configuration) {
        PushTargets found = new PushTargets(configuration, stage.name());
        Map<String, String> vars = found.extended(Map.of(), stage.vars());
        found.walk(stage.steps(), found.extended(vars, stage.templateVars()));
        return found.targets;
    }

    private void walk(List<PromotionStep> steps, Map<String, String> vars) {
        for (PromotionStep step : steps) {
            Map<String, String> known = extended(vars, step.vars());
            PromotionStep.TaskReference reference = step.task();
            if (reference != null) {
                PromotionTask task = reference.kind().startsWith("Cluster")
                        ? configuration.clusterPromotionTasks().get(reference.name())
                        : configuration.promotionTasks().get(reference.name());
                if (task != null) {
                    walk(task.steps(), extended(extended(vars, task.vars()), step.vars()));
                }
            } else if (step.uses().equals("git-clone")) {
                clone(step.config(), known);
            } else if (step.uses().equals("git-push")) {
                push(step.config(), known);
            }
        }
    }

    private void clone(Map<String, Object> config, Map<String, String> vars) {
        String repoURL = text(config.get("repoURL"), vars);
        if (repoURL == null || !(config.get("checkout") instanceof List<?> list)) {
            return;
        }
        for (Object entry : list) {
            if (entry instanceof Map<?, ?> checkout) {
                String path = text(checkout.get("path"), vars);
                String branch = text(checkout.get("branch"), vars);
                if (path != null) {
                    checkouts.put(SlashPath.clean(path), new Target(repoURL, branch == null ? "" : branch));
                }
            }
        }
    }

    private void push(Map<String, Object> config, Map<String, String> vars) {
        String path = text(config.get("path"), vars);
        Target checkout = path == null ? null : checkouts.get(SlashPath.clean(path));
        if (checkout == null || Boolean.TRUE.equals(config.get("generateTargetBranch")) || config.get("tag") != null) {
            return;
        }
        String branch = config.get("targetBranch") == null ? checkout.branch() : text(config.get("targetBranch"), vars);
        if (branch != null && !branch.isEmpty()) {
            targets.add(new Target(checkout.repoURL(), branch));
        }
    }

    private Map<String, String> extended(Map<String, String> vars, List<Variable> more) {
        Map<String, String> all = new HashMap<>(vars);
        for (Variable variable : more) {
            String value = variable.value() == null ? null : text(variable.value(), all);
            if (value != null) {
                all.put(variable.name(), value);
            } else if (variable.value() != null) {
                all.remove(variable.name());
            }
        }
        return all;
    }

    /** @return null when the value is no text or cannot be known before a promotion runs */
    @CheckForNull
    private String text(@CheckForNull Object value, Map<String, String> vars) {
        if (!(value instanceof String text)) {
            return null;
        }
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String known = matcher.group(1).equals("vars") ? vars.get(matcher.group(2)) : context(matcher.group(2));
            if (known == null) {
                return null;
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(known));
        }
        matcher.appendTail(resolved);
        return resolved.indexOf("${{") >= 0 ? null : resolved.toString();
    }

    @CheckForNull
    private String context(String name) {
        return switch (name) {
            case "stage" -> stage;
            case "project" -> configuration.project();
            default -> null;
        };
    }
}
