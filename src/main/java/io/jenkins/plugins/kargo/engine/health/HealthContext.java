package io.jenkins.plugins.kargo.engine.health;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.time.Clock;
import java.util.Map;

/**
 * What a check works with.
 *
 * @param promotion that registered it, and that brought what the stage holds; its project and stage are the check's
 * @param config as the step registered it
 * @param credentials as the project's bindings give them to its config job; for reading only
 */
public record HealthContext(
        @NonNull Promotion promotion,
        @NonNull Map<String, Object> config,
        @NonNull CredentialResolver credentials,
        @NonNull Clock clock) {}
