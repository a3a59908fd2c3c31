package io.jenkins.plugins.kargo.engine.promotion.step.control;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.promotion.ApprovalRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** People and groups as configurations name them, in our form and in Kargo's. */
final class People {
    private People() {}

    /** @param list null for none */
    static List<ApprovalRequest.Entry> of(@CheckForNull Object list) {
        List<ApprovalRequest.Entry> entries = new ArrayList<>();
        if (list instanceof List<?> people) {
            people.forEach(person -> entries.add(entry((Map<?, ?>) person)));
        }
        return entries;
    }

    private static ApprovalRequest.Entry entry(Map<?, ?> person) {
        boolean required = Boolean.TRUE.equals(person.get("required"));
        if (person.get("user") instanceof String user) {
            return new ApprovalRequest.Entry(user, "", required);
        }
        if (person.get("claim") instanceof String claim && "sub".equals(claim)) {
            return new ApprovalRequest.Entry((String) person.get("value"), "", required);
        }
        for (String key : List.of("group", "role", "value")) {
            if (person.get(key) instanceof String group) {
                return new ApprovalRequest.Entry("", group, required);
            }
        }
        throw new IllegalArgumentException("This is neither a user nor a group: " + person);
    }
}
