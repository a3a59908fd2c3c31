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
import java.util.HashSet;
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
    private final Set<String> tried = new HashSet<>();

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
        fixture.rendered(waiting);
        reads("/promotions/{promotion}/diff", "promotions/" + waiting.name() + "/diff");
        reads("/events", "events?limit=2");
        reads("/freight", "freight?artifact=1.0&held=true&from=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z");
        Freight other = fixture.freight("1.1.0");
        reads("/freight/{freight}/compare", "freight/" + other.alias() + "/compare?with=" + freight.alias());
        reads("/stages/{stage}/preview", "stages/test/preview?freight=" + other.alias());
        reads("/warehouses/{warehouse}", "warehouses/guestbook");
        fixture.discovered("1.0.0", "1.1.0");
        reads("/warehouses/{warehouse}", "warehouses/guestbook");
        reads("/verifications", "verifications?stage=test&limit=5");
        reads("/verifications/{verification}", "verifications/" + fixture.verification("test"));
        reads("/configuration", "configuration");
        reads("/requests/{request}", "requests/" + fixture.request("test", freight));
        fixture.measured("test");
        reads("/verifications/{verification}", "verifications/" + fixture.verification("test"));
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
        String asking = "promotions/" + fixture.promote("zone", freight).name();
        reads("/promotions/{promotion}", asking);
        writes("/promotions/{promotion}/input", asking + "/input", "{\"values\": {\"ticket\": \"OPS-7\"}}");
        fixture.promote("test", fixture.freight("1.1.0"));
        writes("/stages/{stage}/verify", "stages/test/verify", "{}");
        writes("/stages/{stage}/abort-verification", "stages/test/abort-verification", "{}");
        writes("/stages/{stage}/hold", "stages/test/hold", "{\"reason\": \"freeze\", \"warehouse\": \"guestbook\"}");
        writes("/stages/{stage}/resume", "stages/test/resume", "{}");
        writes("/stages/{stage}/rollback", "stages/test/rollback", "{}");
        writes("/stages/{stage}/downstream", "stages/test/downstream", "{}");
        writes("/warehouses/{warehouse}/refresh", "warehouses/guestbook/refresh", "{}");
        fixture.discovered("2.0.0", "2.1.0");
        writes("/warehouses/{warehouse}/freight", "warehouses/guestbook/freight", "{}");
        writes("/warehouses/{warehouse}/freight", "warehouses/guestbook/freight", "{\"versions\": {}}");
    }

    @Test
    void everyDescribedOperationIsTriedHere() {
        everyReadAnswersAsDescribed();
        everyWriteAnswersAsDescribed();

        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .filteredOn(path -> path.startsWith(PREFIX))
                .allSatisfy(path -> assertThat(document.path("paths").path(path).fieldNames())
                        .toIterable()
                        .allSatisfy(method -> assertThat(tried).contains(method + ' ' + path)));
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
        tried.add(method + ' ' + path);
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
