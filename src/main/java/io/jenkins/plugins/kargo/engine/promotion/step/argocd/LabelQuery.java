package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A label selector of a step's configuration in the form of Kubernetes' queries. */
final class LabelQuery {
    private static final Pattern VALUE = Pattern.compile("|[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern KEY =
            Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private LabelQuery() {}

    static String of(StepConfig selector) throws StepFailure {
        List<String> terms = new ArrayList<>();
        if (selector.value("matchLabels") instanceof Map<?, ?> labels) {
            Map<String, String> sorted = new TreeMap<>();
            labels.forEach((key, value) -> sorted.put(String.valueOf(key), String.valueOf(value)));
            for (Map.Entry<String, String> label : sorted.entrySet()) {
                terms.add(key(label.getKey()) + '=' + value(label.getValue()));
            }
        }
        for (StepConfig expression : selector.objects("matchExpressions")) {
            terms.add(term(expression));
        }
        return String.join(",", terms);
    }

    private static String term(StepConfig expression) throws StepFailure {
        String key = key(expression.text("key"));
        String operator = expression.text("operator");
        List<String> values = expression.texts("values");
        boolean ofValues = operator.equals("In") || operator.equals("NotIn");
        if (ofValues && values.isEmpty()) {
            throw invalid("for 'in', 'notin' operators, values set can't be empty (key " + GoText.quoted(key) + ")");
        }
        if (!ofValues && !values.isEmpty()) {
            throw invalid("values set must be empty for exists and does not exist (key " + GoText.quoted(key) + ")");
        }
        if (!ofValues) {
            return operator.equals("Exists") ? key : '!' + key;
        }
        List<String> checked = new ArrayList<>();
        for (String value : values) {
            checked.add(value(value));
        }
        return key + (operator.equals("In") ? " in (" : " notin (") + String.join(",", checked) + ')';
    }

    private static String key(String key) throws StepFailure {
        if (!KEY.matcher(key).matches()) {
            throw invalid(GoText.quoted(key) + " cannot be the key of a label");
        }
        return key;
    }

    private static String value(String value) throws StepFailure {
        if (!VALUE.matcher(value).matches()) {
            throw invalid(GoText.quoted(value) + " cannot be the value of a label");
        }
        return value;
    }

    private static StepFailure invalid(String why) {
        return new StepFailure("error building label selector: invalid matchExpression: " + why);
    }
}
