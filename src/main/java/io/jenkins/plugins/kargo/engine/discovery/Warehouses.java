package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome.Status;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.freight.AliasGenerator;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return refused.isPresent() ? refused.get() : create(project, warehouse, discovered, build, messages);
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
        Optional<Freight> created = store.transaction(() -> add(project, warehouse, assembled, build));
        if (created.isPresent()) {
            messages.add("Warehouse " + warehouse.name() + ": created Freight " + name(created.get()) + '.');
            return new WarehouseOutcome(Status.CREATED, created.get(), discovered, messages);
        }
        Freight known = store.freight()
                .find(project, assembled.name())
                .map(StoredFreight::freight)
                .orElse(assembled);
        messages.add(
                "Warehouse " + warehouse.name() + ": Freight of these artifacts exists already: " + name(known) + '.');
        return new WarehouseOutcome(Status.ALREADY_EXISTS, known, discovered, messages);
    }

    /** Empty when the Freight is there already. */
    private Optional<Freight> add(ProjectKey project, Warehouse warehouse, Freight assembled, BuildReference build) {
        if (store.freight().find(project, assembled.name()).isPresent()) {
            return Optional.empty();
        }
        Freight created =
                assembled.withAlias(aliases.next(alias -> store.freight().aliasExists(project, alias)));
        store.freight().add(project, created, build.id());
        store.events()
                .add(new Event(
                        project,
                        FREIGHT_CREATED,
                        created.alias(),
                        build.id().isEmpty() ? "controller" : "build:" + build.id(),
                        "Freight " + name(created) + " created by warehouse " + warehouse.name(),
                        clock.instant()));
        return Optional.of(created);
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
