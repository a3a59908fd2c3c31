package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Warns of expressions in steps that will fail, or yield nothing, when a promotion comes to them: by then something may
 * have been deployed. Only warnings, since a step may be one that is never reached.
 */
final class StepExpressions {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)}}|\\$\\{%(.*?)%}", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("(?<![\\w.$\"'])vars\\.([A-Za-z_]\\w*)");

    private final Capabilities capabilities;

    /** What any stage gives to the steps of its tasks. */
    private final Set<String> ofStages = new HashSet<>();

    StepExpressions(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    void check(Collection<Document> documents) {
        for (Document document : documents) {
            if (document.kind().equals(Kinds.STAGE)) {
                ofStages.addAll(names(document.spec()));
                Mapping template = template(document);
                ofStages.addAll(names(template));
                template.maps("steps").forEach(step -> ofStages.addAll(names(step)));
            }
        }
        for (Document document : documents) {
            if (document.kind().equals(Kinds.STAGE)) {
                Mapping template = template(document);
                Set<String> known = new TreeSet<>(names(document.spec()));
                known.addAll(names(template));
                steps(document, template, "spec.promotionTemplate.spec.steps", known);
            } else if (document.kind().equals(Kinds.PROMOTION_TASK)
                    || document.kind().equals(Kinds.CLUSTER_PROMOTION_TASK)) {
                Set<String> known = new TreeSet<>(ofStages);
                known.addAll(names(document.spec()));
                steps(document, document.spec(), "spec.steps", known);
            }
        }
    }

    private static Mapping template(Document document) {
        return document.spec().map("promotionTemplate").map("spec");
    }

    private static Set<String> names(Mapping holder) {
        Set<String> names = new HashSet<>();
        holder.maps("vars").forEach(variable -> names.add(variable.text("name")));
        return names;
    }

    private void steps(Document document, Mapping holder, String path, Set<String> variables) {
        List<Mapping> steps = holder.maps("steps");
        for (int i = 0; i < steps.size(); i++) {
            Set<String> known = new TreeSet<>(variables);
            known.addAll(names(steps.get(i)));
            for (String field : List.of("if", "vars", "config")) {
                Value value = steps.get(i).members().get(field);
                if (value != null) {
                    look(document, value, path + '[' + i + "]." + field, known);
                }
            }
        }
    }

    private void look(Document document, Value value, String path, Set<String> known) {
        if (value instanceof Mapping mapping) {
            for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                look(document, member.getValue(), path + '.' + member.getKey(), known);
            }
        } else if (value instanceof Value.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                look(document, sequence.items().get(i), path + '[' + i + ']', known);
            }
        } else if (value.plain() instanceof String text && (text.contains("${{") || text.contains("${%"))) {
            capabilities
                    .expressions()
                    .apply(text)
                    .ifPresent(problem ->
                            document.problems().warning(value.at(), path, "this expression will fail: " + problem));
            variables(text).stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> document.problems()
                            .warning(
                                    value.at(),
                                    path,
                                    "vars." + name + " is null unless the promotion is given it: there is no variable "
                                            + name + Wording.didYouMean(name, known)));
        }
    }

    /** Those without which the text makes no sense: what provides for their absence may name any. */
    private static Set<String> variables(String text) {
        Set<String> names = new TreeSet<>();
        Matcher expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            String expression = expressions.group(1) == null ? expressions.group(2) : expressions.group(1);
            Matcher variables = VARIABLE.matcher(expression);
            while (!expression.contains("??") && !expression.contains(" nil") && variables.find()) {
                names.add(variables.group(1));
            }
        }
        return names;
    }
}
