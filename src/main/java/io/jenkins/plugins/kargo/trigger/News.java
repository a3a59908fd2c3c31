package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;

/**
 * Something that a build is started for, once.
 *
 * @param key says what it is: equal keys, equal builds
 * @param words for people
 */
record News(@NonNull String key, @NonNull String words) {
    static News freight(@NonNull ProjectKey project, @NonNull Freight wouldBe) {
        return new News(
                "freight " + project.path() + ' ' + wouldBe.name(),
                "Freight " + wouldBe.shortName() + " of warehouse "
                        + wouldBe.origin().name());
    }

    static News candidate(@NonNull ProjectKey project, @NonNull String stage, @NonNull Freight freight) {
        return new News(
                "stage " + project.path() + ' ' + stage + ' ' + freight.name(),
                "Freight " + freight.alias() + " (" + freight.shortName() + ") for stage " + stage);
    }
}
