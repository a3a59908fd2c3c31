package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stages hold: one piece of Freight for each origin. */
public final class FreightCollections {

    /** How many collections a stage's history keeps. */
    public static final int HISTORY_LIMIT = 10;

    private FreightCollections() {}

    /** Kargo's id of a collection: SHA-1 over the names of its Freight, sorted and joined by commas. */
    @NonNull
    public static String idOf(@NonNull Collection<String> freightNames) {
        return Sha1.hexOf(freightNames.stream().sorted(ByteOrder.OF_UTF8).collect(Collectors.joining(",")));
    }

    /** A collection of this Freight; of several pieces from one origin the last one stays. */
    @NonNull
    public static FreightCollection of(@NonNull Collection<Freight> freight) {
        Map<String, Freight> items = new LinkedHashMap<>();
        freight.forEach(f -> items.put(f.origin().toString(), f));
        return new FreightCollection(
                idOf(items.values().stream().map(Freight::name).toList()), items);
    }

    /**
     * What a stage will hold when a promotion of the target succeeds: the target, and for a stage that requests Freight
     * of several origins what it last got from the others, as far as it still requests them.
     *
     * @param last the collection of the stage's last promotion that ended, whatever its outcome; null before the first
     */
    @NonNull
    public static FreightCollection carryOver(
            @NonNull Stage stage, @CheckForNull FreightCollection last, @NonNull Freight target) {
        List<Freight> held = new ArrayList<>();
        if (last != null && stage.requestedFreight().size() > 1) {
            for (FreightRequest request : stage.requestedFreight()) {
                Freight carried = last.items().get(request.origin().toString());
                if (carried != null) {
                    held.add(carried);
                }
            }
        }
        held.add(target);
        return of(held);
    }

    /** Whether the collection, null for none, holds Freight of that name. */
    public static boolean includes(@CheckForNull FreightCollection collection, @NonNull String freightName) {
        return collection != null
                && collection.items().values().stream().anyMatch(f -> f.name().equals(freightName));
    }

    /** The collection's Freight in the order of its origins; empty for null. */
    @NonNull
    public static List<Freight> inOrder(@CheckForNull FreightCollection collection) {
        if (collection == null) {
            return List.of();
        }
        Map<String, Freight> sorted = new TreeMap<>(ByteOrder.OF_UTF8);
        sorted.putAll(collection.items());
        return List.copyOf(sorted.values());
    }

    /** The history with a new first entry and no more than {@link #HISTORY_LIMIT} entries. */
    @NonNull
    public static <T> List<T> record(@NonNull List<T> history, @NonNull T newest) {
        List<T> recorded = new ArrayList<>(history.size() + 1);
        recorded.add(newest);
        recorded.addAll(history.subList(0, Math.min(history.size(), HISTORY_LIMIT - 1)));
        return Collections.unmodifiableList(recorded);
    }
}
