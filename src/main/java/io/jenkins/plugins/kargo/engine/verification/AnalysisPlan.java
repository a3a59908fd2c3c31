package io.jenkins.plugins.kargo.engine.verification;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Argument;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Verification;
import io.jenkins.plugins.kargo.engine.model.Verification.TemplateReference;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one analysis of the templates that a stage names, as Kargo does: the project's templates first, then the shared
 * ones, their arguments merged, the stage's arguments laid over them.
 */
final class AnalysisPlan {
    private static final String CLUSTER_TEMPLATE = "ClusterAnalysisTemplate";

    private final List<AnalysisTemplate> templates;

    private AnalysisPlan(List<AnalysisTemplate> templates) {
        this.templates = templates;
    }

    /**
     * @param stageArgs the stage's arguments, evaluated
     * @throws AnalysisException when templates are missing or do not fit together, or an argument has no value
     */
    static AnalysisRun make(Configuration configuration, Verification verification, Map<String, String> stageArgs)
            throws AnalysisException {
        List<AnalysisTemplate> ordered = new ArrayList<>();
        for (TemplateReference reference : verification.analysisTemplates()) {
            if (!CLUSTER_TEMPLATE.equals(reference.kind())) {
                ordered.add(find(configuration.analysisTemplates(), "AnalysisTemplate", reference.name()));
            }
        }
        for (TemplateReference reference : verification.analysisTemplates()) {
            if (CLUSTER_TEMPLATE.equals(reference.kind())) {
                ordered.add(find(configuration.clusterAnalysisTemplates(), CLUSTER_TEMPLATE, reference.name()));
            }
        }
        return new AnalysisPlan(ordered).make(stageArgs);
    }

    private static AnalysisTemplate find(Map<String, AnalysisTemplate> templates, String kind, String name)
            throws AnalysisException {
        AnalysisTemplate template = templates.get(name);
        if (template == null) {
            throw new AnalysisException(kind + " \"" + name + "\" not found; there are: "
                    + (templates.isEmpty() ? "none" : String.join(", ", templates.keySet())));
        }
        return template;
    }

    private AnalysisRun make(Map<String, String> stageArgs) throws AnalysisException {
        List<Metric> metrics = metrics();
        return new AnalysisRun(
                args(stageArgs),
                metrics,
                dryRun(metrics),
                retention(metrics),
                VerificationPhase.Pending,
                "",
                null,
                List.of());
    }

    private List<Metric> metrics() throws AnalysisException {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (AnalysisTemplate template : templates) {
            for (Metric metric : template.metrics()) {
                if (metrics.putIfAbsent(metric.name(), metric) != null) {
                    throw new AnalysisException(
                            "two metrics have the name \"" + metric.name() + "\", one of them in template \""
                                    + template.metadata().name() + '"');
                }
            }
        }
        if (metrics.isEmpty()) {
            throw new AnalysisException("no metrics: an analysis needs at least one");
        }
        return List.copyOf(metrics.values());
    }

    private List<Argument> args(Map<String, String> stageArgs) throws AnalysisException {
        Map<String, Argument> args = new LinkedHashMap<>();
        for (AnalysisTemplate template : templates) {
            for (Argument arg : template.args()) {
                args.put(arg.name(), merged(args.get(arg.name()), arg));
            }
        }
        for (Argument arg : List.copyOf(args.values())) {
            String given = stageArgs.get(arg.name());
            if (given != null) {
                args.put(arg.name(), new Argument(arg.name(), given, Map.of()));
            } else if (arg.value() == null && arg.valueFrom().isEmpty()) {
                throw new AnalysisException("args." + arg.name() + " has no value: give it in the stage's"
                        + " spec.verification.args or in the template");
            }
        }
        return List.copyOf(args.values());
    }

    private static Argument merged(Argument first, Argument second) throws AnalysisException {
        if (first == null || first.value() == null && first.valueFrom().isEmpty()) {
            return second;
        }
        if (second.value() == null && second.valueFrom().isEmpty() || first.equals(second)) {
            return first;
        }
        throw new AnalysisException("args." + first.name() + " has different values in two templates");
    }

    private List<String> dryRun(List<Metric> metrics) throws AnalysisException {
        Map<String, String> rules = new LinkedHashMap<>();
        for (AnalysisTemplate template : templates) {
            for (String rule : template.dryRun()) {
                requireNew(rules.put(rule, rule), "dryRun", rule);
            }
        }
        List<String> names = new ArrayList<>();
        for (String rule : rules.keySet()) {
            names.addAll(matching("dryRun", rule, metrics));
        }
        return names.stream().distinct().toList();
    }

    private Map<String, Integer> retention(List<Metric> metrics) throws AnalysisException {
        Map<String, String> rules = new LinkedHashMap<>();
        for (AnalysisTemplate template : templates) {
            for (Map.Entry<String, String> rule :
                    template.measurementRetention().entrySet()) {
                requireNew(rules.put(rule.getKey(), rule.getValue()), "measurementRetention", rule.getKey());
            }
        }
        Map<String, Integer> retention = new LinkedHashMap<>();
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            for (String name : matching("measurementRetention", rule.getKey(), metrics)) {
                retention.put(name, limit(rule.getValue()));
            }
        }
        return retention;
    }

    private static void requireNew(String before, String field, String rule) throws AnalysisException {
        if (before != null) {
            throw new AnalysisException("two entries of " + field + " have the metricName \"" + rule + '"');
        }
    }

    private static int limit(String text) throws AnalysisException {
        try {
            return Math.max(1, Integer.parseInt(text.trim()));
        } catch (NumberFormatException e) {
            throw new AnalysisException("measurementRetention.limit is \"" + text + "\", not a whole number");
        }
    }

    /** The names that the rule, an unanchored regular expression, matches. */
    private static List<String> matching(String field, String rule, List<Metric> metrics) throws AnalysisException {
        try {
            Pattern pattern = Pattern.compile(rule);
            List<String> names = metrics.stream()
                    .map(Metric::name)
                    .filter(name -> pattern.matcher(name).find())
                    .toList();
            if (names.isEmpty()) {
                throw new AnalysisException(field + ": \"" + rule + "\" matches no metric");
            }
            return names;
        } catch (PatternSyntaxException e) {
            throw new AnalysisException(field + ": \"" + rule + "\" is no regular expression: " + e.getDescription());
        }
    }
}
