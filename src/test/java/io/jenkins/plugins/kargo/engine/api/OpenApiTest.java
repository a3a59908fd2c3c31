package io.jenkins.plugins.kargo.engine.api;

import static io.jenkins.plugins.kargo.engine.api.ApiFixture.BASE;
import static io.jenkins.plugins.kargo.engine.api.ApiFixture.caller;
import static io.jenkins.plugins.kargo.engine.api.ApiFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.jenkins.plugins.kargo.engine.api.Caller.Right;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds every answer against the document that the API itself serves. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Caller EVERYTHING =
            caller("olivia", Right.READ, Right.PROMOTE, Right.APPROVE, Right.ADMINISTER);

    @TempDir
    private Path directory;

    private ApiFixture fixture;
    private ObjectNode document;
    private Freight freight;
    private Promotion waiting;

    @BeforeEach
    void open() {
        fixture = new ApiFixture(directory);
        String yaml = fixture.get("/openapi.yaml", EVERYTHING).body();
        document = JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml));
        freight = fixture.freight("1.0.0");
        fixture.promote("test", freight);
        waiting = fixture.promote("prod", freight);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyReadAnswersAsDescribed() {
        reads("/projects", "/projects");
        reads("/board", "board");
        reads("/freight", "freight?limit=10&warehouse=guestbook");
        reads("/freight/{freight}", "freight/" + freight.alias());
        reads("/stages/{stage}", "stages/prod");
        reads("/promotions", "promotions?stage=prod");
        reads("/promotions/{promotion}", "promotions/" + waiting.name());
        reads("/events", "events");
    }

    @Test
    void everyWriteAnswersAsDescribed() {
        String promotion = "promotions/" + waiting.name();
        writes("/freight/{freight}/alias", "freight/" + freight.name() + "/alias", "{\"alias\": \"spring\"}");
        writes("/freight/{freight}/approve", "freight/" + freight.name() + "/approve", "{\"stage\": \"prod\"}");
        writes("/promotions", "promotions", "{\"stage\": \"test\", \"freight\": \"" + freight.name() + "\"}");
        writes("/promotions/{promotion}/retry", promotion + "/retry", "{}");
        writes("/promotions/{promotion}/approve", promotion + "/approve", "{}");
        writes("/promotions/{promotion}/reject", promotion + "/reject", "{}");
        writes("/promotions/{promotion}/abort", promotion + "/abort", "{}");
    }

    @Test
    void everyDescribedPathWasTried() {
        Set<String> tried = Set.of(
                "/board",
                "/freight",
                "/freight/{freight}",
                "/stages/{stage}",
                "/promotions",
                "/promotions/{promotion}",
                "/events",
                "/freight/{freight}/alias",
                "/freight/{freight}/approve",
                "/promotions/{promotion}/retry",
                "/promotions/{promotion}/approve",
                "/promotions/{promotion}/reject",
                "/promotions/{promotion}/abort");

        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .filteredOn(path -> path.startsWith(PREFIX))
                .allMatch(path -> tried.contains(path.substring(PREFIX.length())));
        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .filteredOn(path -> !path.startsWith(PREFIX))
                .containsExactlyInAnyOrder("/projects", "/openapi.yaml");
    }

    @Test
    void aProblemIsAsDescribed() {
        ApiResponse answer = fixture.get(BASE + "freight/none", EVERYTHING);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(problems("#/components/schemas/Problem", json(answer))).isEmpty();
    }

    private static final String PREFIX = "/projects/{project}/-";

    private void reads(String path, String request) {
        boolean ofProject = !request.startsWith("/");
        ApiResponse answer = fixture.get(ofProject ? BASE + request : request, EVERYTHING);
        check((ofProject ? PREFIX : "") + path, "get", answer);
    }

    private void writes(String path, String request, String body) {
        check(PREFIX + path, "post", fixture.post(BASE + request, body, EVERYTHING));
    }

    private void check(String path, String method, ApiResponse answer) {
        JsonNode described = document.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(Integer.toString(answer.status()));
        assertThat(described.isMissingNode())
                .as("%s %s answered %s: %s", method, path, answer.status(), answer.body())
                .isFalse();
        String reference = described
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asText();
        assertThat(problems(reference, json(answer))).as(answer.body()).isEmpty();
    }

    private Set<ValidationMessage> problems(String reference, JsonNode value) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$ref", reference);
        schema.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(value);
    }
}
