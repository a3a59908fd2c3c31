package io.jenkins.plugins.kargo.subscription;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import io.jenkins.plugins.kargo.engine.discovery.generic.ConfigFields;

/**
 * The config of a {@code jenkins-build} subscription.
 *
 * @param job relative to the project's folder, from the root with a leading slash
 * @param artifacts Ant pattern of archived files that a build must have; empty for none
 * @param worst the worst result that counts as success
 */
record BuildConfig(
        @NonNull String job,
        @NonNull String artifacts,
        @NonNull Result worst) {
    /** What is wrong is noted in the fields; the result is then of no use. */
    static BuildConfig read(@NonNull ConfigFields fields) {
        String result = fields.text("result", "SUCCESS");
        if (!result.equals("SUCCESS") && !result.equals("UNSTABLE")) {
            fields.problem("result", "must be SUCCESS or UNSTABLE; found '" + result + "'");
        }
        return new BuildConfig(
                fields.required("job"),
                fields.text("artifacts", ""),
                result.equals("UNSTABLE") ? Result.UNSTABLE : Result.SUCCESS);
    }
}
