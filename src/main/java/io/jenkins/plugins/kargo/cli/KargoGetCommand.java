package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hudson.AbortException;
import hudson.Extension;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code kargo-get KIND [NAME]}: lists, with the columns of {@code kargo get}, or JSON. */
@Extension
@Restricted(NoExternalUse.class)
public class KargoGetCommand extends KargoCommand {
    private static final String JSON = "json";

    @Argument(
            metaVar = "KIND",
            required = true,
            usage = "projects, stages, warehouses, freight, promotions, verifications or events")
    String kind;

    @Argument(index = 1, metaVar = "NAME", usage = "Only this one, in full with -o json")
    String name;

    @Option(name = "--output", aliases = "-o", metaVar = "FORMAT", usage = "table (default) or json")
    String output = "table";

    @Option(name = "--stage", metaVar = "STAGE", usage = "Promotions and verifications of this stage only")
    String stage;

    @Option(name = "--warehouse", metaVar = "WAREHOUSE", usage = "Freight of this warehouse only")
    String warehouse;

    @Option(name = "--limit", metaVar = "N", usage = "Most rows, 1 to 200; 50 unless given")
    int limit = 50;

    @Override
    public String getShortDescription() {
        return Messages.KargoGetCommand_description();
    }

    @Override
    protected int run() throws AbortException {
        if (!output.equals("table") && !output.equals(JSON)) {
            throw new IllegalArgumentException("--output is table or json, not " + output);
        }
        String one = kind.toLowerCase(Locale.ROOT);
        JsonNode rows =
                switch (one) {
                    case "project", "projects" -> api.get("/projects", Map.of()).path("projects");
                    case "stage", "stages" -> named("stages", get("board").path("stages"));
                    case "warehouse", "warehouses" ->
                        named("warehouses", get("board").path("warehouses"));
                    case "freight" -> list("freight", "freight");
                    case "promotion", "promotions" -> list("promotions", "promotions");
                    case "verification", "verifications" -> list("verifications", "verifications");
                    case "event", "events" -> list("events", "events");
                    default ->
                        throw new IllegalArgumentException("'" + kind + "' is none of projects, stages, warehouses,"
                                + " freight, promotions, verifications and events");
                };
        if (output.equals(JSON)) {
            stdout.println((name == null ? rows : rows.path(0)).toPrettyString());
        } else {
            GetTables.of(one, rows, Instant.now()).print(stdout);
        }
        return 0;
    }

    /** In full for JSON; for a table its row. */
    private JsonNode named(String path, JsonNode all) throws AbortException {
        if (name == null) {
            return all;
        }
        JsonNode one = get(path + '/' + name);
        if (output.equals(JSON)) {
            return JsonNodeFactory.instance.arrayNode().add(one);
        }
        for (JsonNode each : all) {
            if (each.path("name").asText().equals(name)) {
                return JsonNodeFactory.instance.arrayNode().add(each);
            }
        }
        return JsonNodeFactory.instance.arrayNode();
    }

    private JsonNode list(String path, String member) throws AbortException {
        if (name != null) {
            return JsonNodeFactory.instance.arrayNode().add(get(path + '/' + name));
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", Integer.toString(limit));
        if (stage != null) {
            query.put("stage", stage);
        }
        if (warehouse != null) {
            query.put("warehouse", warehouse);
        }
        return api.get(path(path), query).path(member);
    }
}
