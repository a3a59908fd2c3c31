package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stage's {@code requestedFreight}: one entry for each origin. */
final class FreightRequestShape {
    private static final List<String> OF_SOURCES =
            List.of("direct", "stages", "requiredSoakTime", "availabilityStrategy", "autoPromotionOptions");

    private static final Shape SOURCES = Fields.none()
            .optional("direct", Shape.FLAG)
            .optional("stages", Shape.listOf(CommonShapes.NAME))
            .optional("requiredSoakTime", CommonShapes.DURATION)
            .optional("availabilityStrategy", Shape.oneOf("OneOf", "All", ""))
            .optional(
                    "autoPromotionOptions",
                    Fields.none().optional("selectionPolicy", Shape.oneOf("NewestFreight", "MatchUpstream")))
            .and(FreightRequestShape::checkSources);

    static final Shape LIST = Shape.nonEmptyListOf(entry()).and(FreightRequestShape::checkOrigins);

    private FreightRequestShape() {}

    private static Fields entry() {
        Fields entry = Fields.none()
                .required(
                        "origin",
                        Fields.none()
                                .required("kind", Shape.oneOf(Kinds.WAREHOUSE))
                                .optional("name", FreightRequestShape::checkName)
                                .optional("selector", CommonShapes.LABEL_SELECTOR)
                                .and(FreightRequestShape::checkOrigin))
                .required("sources", SOURCES);
        for (String field : OF_SOURCES) {
            entry = entry.hint(field, field + " stands in sources");
        }
        return entry;
    }

    /** A name, or a pattern of names. */
    private static void checkName(Value value, String path, Problems problems) {
        boolean pattern = value.plain() instanceof String text && OriginSelectors.isPattern(text);
        (pattern ? Shape.text(Formats::namePattern) : CommonShapes.NAME).check(value, path, problems);
    }

    private static void checkOrigin(Value value, String path, Problems problems) {
        if (value instanceof Mapping origin && origin.has("name") == origin.has("selector")) {
            problems.error(
                    origin.at(),
                    path,
                    origin.has("name")
                            ? "has both name and selector; write name: glob:… or selector: {matchLabels: …}"
                            : "lacks the required field name");
        }
    }

    static boolean matchesUpstream(Mapping sources) {
        return sources.map("autoPromotionOptions").text("selectionPolicy").equals("MatchUpstream");
    }

    private static void checkSources(Value value, String path, Problems problems) {
        if (!(value instanceof Mapping sources)) {
            return;
        }
        boolean direct = sources.flag("direct", false);
        int upstreams = sources.list("stages").size();
        if (!direct && upstreams == 0) {
            problems.error(
                    sources.at(),
                    path,
                    "no Freight can ever come here; write direct: true, or stages with their names");
        }
        if (matchesUpstream(sources) && (direct || upstreams != 1)) {
            problems.error(
                    sources.map("autoPromotionOptions").at("selectionPolicy"),
                    path + ".autoPromotionOptions.selectionPolicy",
                    "MatchUpstream needs exactly one stage in stages and no direct: true; found "
                            + (direct ? "direct: true and " : "") + upstreams
                            + (upstreams == 1 ? " stage" : " stages"));
        }
    }

    private static void checkOrigins(Value value, String path, Problems problems) {
        if (!(value instanceof Value.Sequence requests)) {
            return;
        }
        Map<String, Integer> origins = new HashMap<>();
        for (int i = 0; i < requests.items().size(); i++) {
            if (!(requests.items().get(i) instanceof Mapping request)) {
                continue;
            }
            Mapping origin = request.map("origin");
            Integer first = origin.text("name").isEmpty() || OriginSelectors.isSelector(origin)
                    ? null
                    : origins.putIfAbsent(origin.text("kind") + '/' + origin.text("name"), i);
            if (first != null) {
                problems.error(
                        origin.at("name"),
                        path + '[' + i + "].origin.name",
                        "entry " + first + " requests Freight of " + origin.text("name")
                                + " already; name all its sources in one entry");
            }
        }
    }
}
