package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.freight.window.ICalTime;
import io.jenkins.plugins.kargo.engine.freight.window.Occurrences;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the promotion windows of a ProjectConfig whose shape has been checked. */
final class PromotionWindowReader {
    private static final String FIELD = "spec.promotionWindows";
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Problems problems;

    private PromotionWindowReader(Problems problems) {
        this.problems = problems;
    }

    /** Those that are right; what is wrong with others is among the document's problems. */
    static List<PromotionWindow> read(Document document) {
        PromotionWindowReader reader = new PromotionWindowReader(document.problems());
        List<PromotionWindow> windows = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Mapping> all = document.spec().maps("promotionWindows");
        for (int i = 0; i < all.size(); i++) {
            String path = FIELD + '[' + i + ']';
            Mapping window = all.get(i);
            if (!names.add(window.text("name"))) {
                reader.error(window, "name", path, "is the name of another window, too; choose another one");
            }
            if (window.has("projectSelector")) {
                reader.error(
                        window,
                        "projectSelector",
                        path,
                        "is for a ClusterConfig only; remove it: the window is for this project");
            }
            reader.window(window, path).ifPresent(windows::add);
        }
        return windows;
    }

    private Optional<PromotionWindow> window(Mapping window, String path) {
        Optional<ICalTime> start = time(window, "dtstart", path);
        Optional<ICalTime> end = time(window, "dtend", path);
        if (start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        ZoneId zone = start.get().zone().orElse(ZoneOffset.UTC);
        LocalDateTime first = start.get().local();
        ZoneId endZone = end.get().zone().orElse(zone);
        Duration length = Duration.between(first.atZone(zone), end.get().local().atZone(endZone));
        if (length.isNegative() || length.isZero()) {
            error(window, "dtend", path, "must be later than dtstart");
            return Optional.empty();
        }
        String rrule = window.text("rrule");
        if (!rrule.isEmpty() && length.compareTo(LONGEST) > 0) {
            error(window, "dtend", path, "is more than a year after dtstart: so long is no occurrence of a rrule");
            return Optional.empty();
        }
        PromotionWindow read = new PromotionWindow(
                window.text("name"),
                PromotionWindow.Kind.valueOf(window.text("kind")),
                stages(window),
                first,
                zone,
                length,
                rrule);
        try {
            Occurrences.of(read);
            return Optional.of(read);
        } catch (IllegalArgumentException e) {
            error(
                    window,
                    "rrule",
                    path,
                    "is no recurrence rule of RFC 5545 that can be used: " + e.getMessage() + "; found "
                            + Wording.quoted(rrule) + "; write it such as FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
            return Optional.empty();
        }
    }

    private static PromotionPolicy stages(Mapping window) {
        Mapping selector = window.map("stageSelector");
        return new PromotionPolicy(
                selector.text("name"),
                selector.textMap("matchLabels"),
                ProjectConfigReader.expressions(selector),
                false);
    }

    private Optional<ICalTime> time(Mapping window, String field, String path) {
        String text = window.text(field);
        if (text.isEmpty()) {
            problems.error(
                    window.at(),
                    path,
                    "has no " + field + ": the first occurrence needs a begin and an end; write it such as " + field
                            + ": TZID=Europe/Berlin:20260105T" + ("dtend".equals(field) ? "170000" : "090000"));
            return Optional.empty();
        }
        try {
            return Optional.of(ICalTime.parse(text));
        } catch (IllegalArgumentException e) {
            error(window, field, path, e.getMessage() + "; found " + Wording.quoted(text));
            return Optional.empty();
        }
    }

    private void error(Mapping window, String field, String path, String message) {
        problems.error(window.at(field), path + '.' + field, message);
    }
}
