package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitNames;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One entry of git-clone's {@code checkout}.
 *
 * @param key of the output {@code commits}
 * @param branch at most one of branch, commit and tag is not empty; none means the default branch
 * @param sparse directories, empty for the whole tree
 */
public record Checkout(
        @NonNull String key,
        @NonNull String path,
        @NonNull String branch,
        @NonNull String commit,
        @NonNull String tag,
        boolean create,
        @NonNull List<String> sparse)
        implements Serializable {
    /** @throws StepFailure for what the schema cannot express, in Kargo's words */
    static List<Checkout> of(List<StepConfig> configs) throws StepFailure {
        List<Checkout> checkouts = new ArrayList<>();
        Set<String> aliases = new HashSet<>();
        for (StepConfig config : configs) {
            String as = config.text("as");
            if (!as.isEmpty() && !aliases.add(as)) {
                throw new StepFailure("invalid git-clone config: duplicate checkout alias \"" + as + "\" at checkout["
                        + checkouts.size() + "]");
            }
            checkouts.add(one(config));
        }
        return checkouts;
    }

    private static Checkout one(StepConfig config) throws StepFailure {
        String branch = config.text("branch");
        String commit = config.text("commit");
        String tag = config.text("tag");
        try {
            if (!branch.isEmpty()) {
                GitNames.branch(branch);
            }
            if (!commit.isEmpty()) {
                GitNames.commit(commit);
            }
            if (!tag.isEmpty()) {
                GitNames.tag(tag);
            }
        } catch (GitException e) {
            throw new StepFailure(e.getMessage(), e);
        }
        List<String> sparse = config.texts("sparse");
        for (String pattern : sparse) {
            checkSparse(pattern);
        }
        String path = config.text("path");
        return new Checkout(config.text("as", path), path, branch, commit, tag, config.flag("create"), sparse);
    }

    private static void checkSparse(String pattern) throws StepFailure {
        if (pattern.startsWith("/") || pattern.startsWith("\\") || pattern.contains(":")) {
            throw new StepFailure("sparse checkout pattern must be relative: " + pattern);
        }
        if (pattern.startsWith("..")) {
            throw new StepFailure("sparse checkout pattern cannot escape repository: " + pattern);
        }
        if (pattern.startsWith("-") || pattern.matches(".*[*?\\[].*")) {
            throw new StepFailure(
                    "sparse checkout pattern cannot contain glob characters (*, ?, [) or begin with a dash: " + pattern
                            + "; use directory paths like 'src/app' instead");
        }
    }
}
