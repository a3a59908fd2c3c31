package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome.Status;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.freight.AliasGenerator;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.DiscoveredVersion;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Makes Freight of what a Warehouse's repositories hold. Thread-safe; when several builds find the same artifacts, one of
 * them creates the Freight and the others are told that it exists.
 */
public final class Warehouses {
    /** The type of the event that is recorded with new Freight. */
    public static final String FREIGHT_CREATED = "FreightCreated";

    private final KargoStore store;
    private final Clock clock;
    private final WarehouseDiscovery discovery;
    private final AliasGenerator aliases;
    private final Underway underway = new Underway();

    public Warehouses(@NonNull KargoStore store, @NonNull Clock clock, @NonNull RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        discovery = new WarehouseDiscovery(clock);
        aliases = new AliasGenerator(random);
    }

    /** Whether the build may change the project. */
    public enum Mode {
        /** Discovers and stores. */
        TRUSTED,
        /** Discovers, and says what Freight would be created; none is. */
        LOOK,
        /** Reads the store only: no repository is asked, no credential is looked up. */
        PREVIEW
    }

    /**
     * Discovers the Warehouse's artifacts and, when its policy and criteria allow, stores Freight of them.
     *
     * @param configuration that the Warehouse belongs to: a Warehouse that promotions of its own project would feed is refused
     * @param pins artifacts to use instead of the newest
     * @param build that the Freight belongs to; {@link BuildReference#NONE} for discovery without a build
     * @throws InvalidPinException when a pin fits no subscription of this Warehouse
     */
    @NonNull
    public WarehouseOutcome reconcile(
            @NonNull ProjectKey project,
            @NonNull Configuration configuration,
            @NonNull Warehouse warehouse,
            @NonNull List<Pin> pins,
            @NonNull DiscoveryEnvironment environment,
            @NonNull BuildReference build,
            @NonNull Mode mode)
            throws InterruptedException {
        if (mode == Mode.PREVIEW) {
            return preview(project, warehouse, pins);
        }
        WarehouseOutcome outcome = mode == Mode.LOOK
                ? look(project, configuration, warehouse, pins, environment, build)
                : change(project, configuration, warehouse, pins, environment, build);
        if (pins.isEmpty()) {
            // What was pinned says nothing about what there is.
            remember(project, warehouse, outcome);
        }
        return outcome;
    }

    private WarehouseOutcome change(
            ProjectKey project,
            Configuration configuration,
            Warehouse warehouse,
            List<Pin> pins,
            DiscoveryEnvironment environment,
            BuildReference build)
            throws InterruptedException {
        try (Underway.Work ignored = underway.begin(project, warehouse.name())) {
            return attempt(project, configuration, warehouse, pins, environment, build, Mode.TRUSTED);
        }
    }

    /** What a build that looks at the same moment is about to create is not new. */
    private WarehouseOutcome look(
            ProjectKey project,
            Configuration configuration,
            Warehouse warehouse,
            List<Pin> pins,
            DiscoveryEnvironment environment,
            BuildReference build)
            throws InterruptedException {
        WarehouseOutcome seen = attempt(project, configuration, warehouse, pins, environment, build, Mode.LOOK);
        if (seen.status() != Status.NEW || seen.discovered() == null) {
            return seen;
        }
        underway.awaitThose(project, warehouse.name());
        List<String> messages =
                new ArrayList<>(seen.messages().subList(0, seen.messages().size() - 1));
        return foresee(project, warehouse, seen.discovered(), messages);
    }

    private void remember(ProjectKey project, Warehouse warehouse, WarehouseOutcome outcome) {
        String message = outcome.failed()
                ? String.join("\n", outcome.problems())
                : outcome.messages().get(outcome.messages().size() - 1);
        WarehouseState.Check check = new WarehouseState.Check(clock.instant(), outcome.failed(), message);
        store.warehouses().put(FoundVersions.state(project, warehouse.name(), check, outcome));
    }

    private WarehouseOutcome attempt(
            ProjectKey project,
            Configuration configuration,
            Warehouse warehouse,
            List<Pin> pins,
            DiscoveryEnvironment environment,
            BuildReference build,
            Mode mode)
            throws InterruptedException {
        Optional<String> loop = PushLoop.find(configuration, warehouse);
        if (loop.isPresent()) {
            return new WarehouseOutcome(Status.REFUSED, null, null, List.of(loop.get()));
        }
        DiscoveredArtifacts discovered = discovery.discover(warehouse, pins, environment);
        List<String> messages = new ArrayList<>();
        discovered.results().forEach(result -> messages.add(describe(result)));
        if (!discovered.problems().isEmpty()) {
            messages.add("Warehouse " + warehouse.name() + ": no Freight is created from a partial set of artifacts.");
            return new WarehouseOutcome(Status.INCOMPLETE, null, discovered, messages);
        }
        if (warehouse.freightCreationPolicy() == Warehouse.FreightCreationPolicy.Manual && pins.isEmpty()) {
            messages.add("Warehouse " + warehouse.name()
                    + ": its freightCreationPolicy is Manual, so Freight is created by hand or by pinning artifacts.");
            return new WarehouseOutcome(Status.MANUAL, null, discovered, messages);
        }
        Optional<WarehouseOutcome> refused = criteria(warehouse, discovered, messages);
        if (refused.isPresent()) {
            return refused.get();
        }
        return mode == Mode.LOOK
                ? foresee(project, warehouse, discovered, messages)
                : create(project, warehouse, discovered, build, messages);
    }

    private WarehouseOutcome foresee(
            ProjectKey project, Warehouse warehouse, DiscoveredArtifacts discovered, List<String> messages) {
        Freight assembled = FreightAssembly.of(warehouse.origin(), discovered);
        Optional<Freight> known =
                store.freight().find(project, assembled.name()).map(StoredFreight::freight);
        messages.add("Warehouse " + warehouse.name()
                + known.map(freight -> ": Freight of these artifacts exists already: " + name(freight) + '.')
                        .orElse(": this would be new Freight, " + assembled.shortName() + '.'));
        return new WarehouseOutcome(
                known.isPresent() ? Status.ALREADY_EXISTS : Status.NEW, known.orElse(assembled), discovered, messages);
    }

    private WarehouseOutcome preview(ProjectKey project, Warehouse warehouse, List<Pin> pins) {
        new PinnedSubscriptions(warehouse, pins);
        List<String> messages = new ArrayList<>();
        messages.add("Warehouse " + warehouse.name()
                + ": this build is a preview; no repository is asked and no Freight is created.");
        pins.forEach(pin -> messages.add("A trusted build would look up the " + pin + " for new Freight."));
        Optional<Freight> newest = store.freight().list(project, warehouse.origin(), null, 1).stream()
                .map(StoredFreight::freight)
                .findFirst();
        messages.add(newest.map(freight -> "Its newest Freight is " + name(freight) + '.')
                .orElse("It has no Freight yet."));
        return new WarehouseOutcome(Status.PREVIEW, newest.orElse(null), null, messages);
    }

    private static Optional<WarehouseOutcome> criteria(
            Warehouse warehouse, DiscoveredArtifacts discovered, List<String> messages) {
        try {
            if (CreationCriteria.satisfied(warehouse.freightCreationCriteria(), discovered)) {
                return Optional.empty();
            }
            messages.add("Warehouse " + warehouse.name() + ": no Freight is created, since its freightCreationCriteria"
                    + " does not hold: " + warehouse.freightCreationCriteria().strip());
            return Optional.of(new WarehouseOutcome(Status.CRITERIA_NOT_SATISFIED, null, discovered, messages));
        } catch (ExpressionException e) {
            messages.add("Warehouse " + warehouse.name() + ": no Freight is created, since its freightCreationCriteria"
                    + " cannot be evaluated: " + e.getMessage());
            return Optional.of(new WarehouseOutcome(Status.CRITERIA_FAILED, null, discovered, messages));
        }
    }

    private WarehouseOutcome create(
            ProjectKey project,
            Warehouse warehouse,
            DiscoveredArtifacts discovered,
            BuildReference build,
            List<String> messages) {
        Freight assembled = FreightAssembly.of(warehouse.origin(), discovered);
        String actor = build.id().isEmpty() ? "controller" : "build:" + build.id();
        Stored stored =
                add(project, warehouse, assembled, build.id(), actor, "created by warehouse " + warehouse.name());
        String freight = name(stored.freight());
        messages.add("Warehouse " + warehouse.name()
                + (stored.created()
                        ? ": created Freight " + freight + '.'
                        : ": Freight of these artifacts exists already: " + freight + '.'));
        return new WarehouseOutcome(
                stored.created() ? Status.CREATED : Status.ALREADY_EXISTS, stored.freight(), discovered, messages);
    }

    /**
     * Freight that a person put together of what discovery last found, whatever the Warehouse's policy and criteria.
     *
     * @param versions for subscriptions by their place in the Warehouse, {@link DiscoveredVersion#id()}s; the newest for
     *     those that are missing
     * @param actor who assembles it
     * @return what is stored now; Freight of exactly these artifacts may have been there before
     * @throws InvalidPinException when nothing was discovered yet, or not that version
     */
    @NonNull
    public Stored assemble(
            @NonNull ProjectKey project,
            @NonNull Warehouse warehouse,
            @NonNull Map<Integer, String> versions,
            @NonNull String actor) {
        WarehouseState state = store.warehouses()
                .find(project, warehouse.name())
                .filter(known -> known.subscriptions().size()
                        == warehouse.subscriptions().size())
                .orElseThrow(() -> new InvalidPinException("Warehouse " + warehouse.name()
                        + " has discovered nothing yet that its Freight could be made of: refresh it first"));
        for (Integer index : versions.keySet()) {
            if (index < 0 || index >= warehouse.subscriptions().size()) {
                throw new InvalidPinException("Warehouse " + warehouse.name() + " has no subscription " + index
                        + "; they are numbered from 0 to "
                        + (warehouse.subscriptions().size() - 1));
            }
        }
        List<DiscoveredVersion> chosen = new ArrayList<>();
        for (int i = 0; i < state.subscriptions().size(); i++) {
            chosen.add(FoundVersions.choose(state.subscriptions().get(i), versions.get(i)));
        }
        Freight assembled = FreightAssembly.of(warehouse.origin(), chosen, clock.instant());
        return add(project, warehouse, assembled, "", actor, "assembled by hand from warehouse " + warehouse.name());
    }

    /** @param created false when Freight of exactly these artifacts was there before */
    public record Stored(@NonNull Freight freight, boolean created) {}

    private Stored add(
            ProjectKey project, Warehouse warehouse, Freight assembled, String build, String actor, String how) {
        return store.transaction(() -> {
            Optional<StoredFreight> existing = store.freight().find(project, assembled.name());
            if (existing.isPresent()) {
                return new Stored(existing.get().freight(), false);
            }
            Freight created = assembled.withAlias(alias(project, warehouse, assembled));
            store.freight().add(project, created, build);
            store.events()
                    .add(new Event(
                            project,
                            FREIGHT_CREATED,
                            created.alias(),
                            actor,
                            "Freight " + name(created) + ' ' + how,
                            clock.instant()));
            return new Stored(created, true);
        });
    }

    /** By the Warehouse's expression; when that comes to nothing, one that is drawn: Freight is worth more than its name. */
    private String alias(ProjectKey project, Warehouse warehouse, Freight freight) {
        Predicate<String> taken = alias -> store.freight().aliasExists(project, alias);
        String wish = "";
        if (!warehouse.aliasExpression().isEmpty()) {
            try {
                wish = AliasExpression.of(warehouse.aliasExpression(), freight, taken);
            } catch (ExpressionException e) {
                store.events()
                        .add(new Event(
                                project,
                                "AliasExpressionFailed",
                                warehouse.name(),
                                "controller",
                                "aliasExpression of warehouse " + warehouse.name() + ": " + e.getMessage(),
                                clock.instant()));
            }
        }
        return wish.isEmpty() ? aliases.next(taken) : wish;
    }

    private static String describe(SubscriptionResult result) {
        return result.problem().orElseGet(() -> {
            List<DiscoveredArtifact> artifacts = result.artifacts();
            String more = artifacts.size() > 1 ? " (and " + (artifacts.size() - 1) + " more)" : "";
            return result.subscription().describe() + ": " + artifacts.get(0).describe() + more;
        });
    }

    private static String name(Freight freight) {
        return freight.alias() + " (" + freight.shortName() + ')';
    }
}
