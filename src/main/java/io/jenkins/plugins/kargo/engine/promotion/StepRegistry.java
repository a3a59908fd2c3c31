package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of steps that {@code uses:} may name. Immutable: {@link #with} makes another. */
public final class StepRegistry {
    /** {@code uses:} of a step that a handler in the Jenkinsfile carries out; the runner itself knows it. */
    public static final String PIPELINE = "pipeline";

    /** {@code uses:} of the step whose answers {@link Promotions#answer} takes. */
    public static final String WAIT_FOR_APPROVAL = "wait-for-approval";

    /** {@code uses:} of the step whose answers {@link UserInputs} takes. */
    public static final String GET_USER_INPUT = "get-user-input";

    private final Map<String, StepRunner> runners;

    private StepRegistry(Map<String, StepRunner> runners) {
        this.runners = runners;
    }

    /** @throws IllegalArgumentException when two runners have one name, or one takes the name {@code pipeline} */
    @NonNull
    public static StepRegistry of(@NonNull Collection<? extends StepRunner> runners) {
        return new StepRegistry(Map.of()).with(runners);
    }

    /** This registry and more, as other plugins bring them. */
    @NonNull
    public StepRegistry with(@NonNull Collection<? extends StepRunner> more) {
        Map<String, StepRunner> all = new LinkedHashMap<>(runners);
        for (StepRunner runner : more) {
            StepRunner other = all.putIfAbsent(runner.name(), runner);
            if (other != null || PIPELINE.equals(runner.name())) {
                throw new IllegalArgumentException("The promotion step \"" + runner.name() + "\" of "
                        + runner.getClass().getName() + " has a name that is taken by "
                        + (other == null
                                ? "the handlers of a Jenkinsfile"
                                : other.getClass().getName()));
            }
        }
        return new StepRegistry(all);
    }

    @NonNull
    public Optional<StepRunner> find(@NonNull String uses) {
        return Optional.ofNullable(runners.get(uses));
    }

    /** Whether a step of this kind only asks people, and so changes nothing outside. */
    static boolean asksPeople(String uses) {
        return WAIT_FOR_APPROVAL.equals(uses) || GET_USER_INPUT.equals(uses);
    }

    /** All names, without {@code pipeline}. */
    @NonNull
    public Set<String> names() {
        return Set.copyOf(runners.keySet());
    }
}
