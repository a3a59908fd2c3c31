package io.jenkins.plugins.kargo.engine.freight.window;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.AutoPromotion;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All windows of a stage together: it is open when no Deny window is active and, if there are Allow windows, one of them
 * is. Immutable.
 */
public final class WindowSchedule {
    /** Nobody is told what comes later. */
    private static final Duration HORIZON = Duration.ofDays(800);

    private static final int MAX_BOUNDARIES = 2000;

    private record Entry(PromotionWindow window, Occurrences occurrences) {
        boolean is(PromotionWindow.Kind kind) {
            return window.kind() == kind;
        }

        String quoted() {
            return '"' + window.name() + '"';
        }
    }

    private final List<Entry> entries;

    private WindowSchedule(List<Entry> entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException when a recurrence rule is malformed, which a checked manifest's is not */
    @NonNull
    public static WindowSchedule of(@NonNull List<PromotionWindow> windows) {
        return new WindowSchedule(windows.stream()
                .map(window -> new Entry(window, Occurrences.of(window)))
                .toList());
    }

    /** The windows that concern a stage, in their order. */
    @NonNull
    public static List<PromotionWindow> concerning(@NonNull List<PromotionWindow> windows, @NonNull Metadata stage) {
        return windows.stream()
                .filter(window ->
                        AutoPromotion.policyFor(List.of(window.stages()), stage).isPresent())
                .toList();
    }

    @NonNull
    public WindowState at(@NonNull Instant now) {
        if (entries.isEmpty()) {
            return WindowState.OPEN;
        }
        Optional<String> reason = closedAt(now);
        Optional<Instant> change = change(now, reason.isPresent());
        if (reason.isPresent()) {
            return new WindowState(true, reason.get(), change.orElse(null), null, "");
        }
        String next = change.flatMap(this::closedAt).orElse("");
        return new WindowState(false, "", null, change.orElse(null), next);
    }

    /** @return why, in words; empty when open */
    private Optional<String> closedAt(Instant now) {
        Optional<Entry> deny = entries.stream()
                .filter(entry -> entry.is(PromotionWindow.Kind.Deny))
                .filter(entry -> entry.occurrences().isActive(now))
                .findFirst();
        if (deny.isPresent()) {
            return deny.map(entry -> "the window " + entry.quoted() + " denies promotions");
        }
        List<Entry> allows = entries.stream()
                .filter(entry -> entry.is(PromotionWindow.Kind.Allow))
                .toList();
        if (allows.isEmpty()
                || allows.stream().anyMatch(entry -> entry.occurrences().isActive(now))) {
            return Optional.empty();
        }
        String names = allows.stream().map(Entry::quoted).collect(Collectors.joining(", "));
        return Optional.of(
                "promotions are allowed in the " + (allows.size() == 1 ? "window " : "windows ") + names + " only");
    }

    /** When open becomes closed, or closed open. */
    private Optional<Instant> change(Instant now, boolean closed) {
        Instant at = now;
        for (int i = 0; i < MAX_BOUNDARIES; i++) {
            Instant from = at;
            Optional<Instant> next = entries.stream()
                    .flatMap(entry -> entry.occurrences().nextBoundary(from).stream())
                    .min(Instant::compareTo);
            if (next.isEmpty() || next.get().isAfter(now.plus(HORIZON))) {
                return Optional.empty();
            }
            at = next.get();
            if (closedAt(at).isPresent() != closed) {
                return next;
            }
        }
        return Optional.empty();
    }
}
