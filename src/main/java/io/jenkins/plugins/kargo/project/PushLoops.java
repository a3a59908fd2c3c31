package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds warehouses that watch what the project's own promotions push: each promotion would make new Freight, which would
 * be promoted, and so on for ever. A path filter breaks the loop. Only what can be known without running a promotion is
 * found.
 */
final class PushLoops {
    /** What the default branch is most often called, when a subscription does not name one. */
    private static final Set<String> USUAL_DEFAULT_BRANCHES = Set.of("main", "master");

    private PushLoops() {}

    /** @return one sentence for each loop; empty when there is none */
    @NonNull
    static List<String> find(@NonNull Configuration configuration) {
        List<String> found = new ArrayList<>();
        for (Stage stage : configuration.stages().values()) {
            for (PushTargets.Target target : PushTargets.of(stage, configuration)) {
                for (Warehouse warehouse : configuration.warehouses().values()) {
                    for (Subscription subscription : warehouse.subscriptions()) {
                        if (subscription instanceof Subscription.Git git && watches(git, target)) {
                            found.add(describe(stage, warehouse, git, target));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean watches(Subscription.Git git, PushTargets.Target target) {
        return git.commitSelectionStrategy() == Subscription.CommitSelection.NewestFromBranch
                && git.includePaths().isEmpty()
                && git.excludePaths().isEmpty()
                && GitUrls.normalize(git.repoURL()).equals(GitUrls.normalize(target.repoURL()))
                && (git.branch().isEmpty()
                        ? USUAL_DEFAULT_BRANCHES.contains(target.branch())
                        : git.branch().equals(target.branch()));
    }

    private static String describe(Stage stage, Warehouse warehouse, Subscription.Git git, PushTargets.Target target) {
        return "Warehouse \"" + warehouse.name() + "\" watches branch " + target.branch() + " of " + git.repoURL()
                + ", and promotions to stage \"" + stage.name() + "\" push to it: every promotion would create new "
                + "Freight. Give the subscription includePaths or excludePaths that leave out what the promotions "
                + "write, or push to another branch"
                + (git.branch().isEmpty() ? "; if the default branch is another one, name it in branch" : "") + '.';
    }
}
