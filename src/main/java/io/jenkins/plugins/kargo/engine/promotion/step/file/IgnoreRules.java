package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/** Rules in the syntax of {@code .gitignore}; the last one that matches decides. */
final class IgnoreRules {
    private final List<FastIgnoreRule> rules = new ArrayList<>();

    /** @param text one rule a line; empty lines and those that begin with # are skipped */
    IgnoreRules(@NonNull String text) {
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            FastIgnoreRule rule = new FastIgnoreRule(line);
            if (!rule.isEmpty()) {
                rules.add(rule);
            }
        });
    }

    /**
     * Whether the path itself is left out; what lies below a directory that is left out is to be left out unasked.
     *
     * @param path relative to where the rules apply, separated by slashes
     */
    boolean leavesOut(@NonNull String path, boolean directory) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).isMatch(path, directory, true)) {
                return rules.get(i).getResult();
            }
        }
        return false;
    }
}
