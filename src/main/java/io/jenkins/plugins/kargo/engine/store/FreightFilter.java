package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Which Freight of a project is wanted; what is null or empty does not matter.
 *
 * @param text must occur in the alias, or in a repository, version or other text of an artifact; case does not matter
 * @param from discovered then or later
 * @param until discovered before
 * @param held only what a stage holds now
 */
public record FreightFilter(
        @CheckForNull FreightOrigin origin,
        @NonNull String text,
        @CheckForNull Instant from,
        @CheckForNull Instant until,
        boolean held) {
    public static final FreightFilter ALL = new FreightFilter(null, "", null, null, false);

    @NonNull
    public static FreightFilter of(@CheckForNull FreightOrigin origin) {
        return new FreightFilter(origin, "", null, null, false);
    }

    /** The condition after those on the project, beginning with AND; its arguments are put into the map. */
    String condition(Map<String, Object> arguments) {
        StringBuilder condition = new StringBuilder();
        if (origin != null) {
            condition.append(" AND origin_kind = :kind AND origin_name = :origin");
            arguments.put("kind", origin.kind());
            arguments.put("origin", origin.name());
        }
        if (!text.isEmpty()) {
            condition.append(
                    " AND (LOWER(alias) LIKE :text ESCAPE '!' OR LOWER(artifacts) LIKE :text ESCAPE '!' OR name = :name)");
            arguments.put("text", '%' + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + '%');
            arguments.put("name", text);
        }
        if (from != null) {
            condition.append(" AND discovered_at >= :from");
            arguments.put("from", from.toEpochMilli());
        }
        if (until != null) {
            condition.append(" AND discovered_at < :until");
            arguments.put("until", until.toEpochMilli());
        }
        if (held) {
            condition.append(" AND name IN (SELECT h.freight FROM freight_stage h WHERE h.controller = :controller"
                    + " AND h.owner = :owner AND h.project = :project AND h.since IS NOT NULL)");
        }
        return condition.toString();
    }
}
