package io.jenkins.plugins.kargo.engine.api;

import static io.jenkins.plugins.kargo.engine.api.ApiFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.api.ApiFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.api.Caller.Right;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Walks every operation of the document, as everybody, over a project that may be seen and one that may not. */
class ApiVisibilityTest {
    private static final ProjectKey HIDDEN = new ProjectKey("vault", "topsecret");

    /** In every text of the hidden project. */
    private static final String MARK = "topsecret";

    @TempDir
    private Path directory;

    private ApiFixture fixture;
    private JsonNode document;
    private Map<String, String> names;

    /** People, and what they may do to the project that they may see. */
    enum Person {
        ANONYMOUS,
        READER(Right.READ),
        PROMOTER(Right.READ, Right.PROMOTE),
        APPROVER(Right.READ, Right.APPROVE),
        ADMINISTRATOR(Right.READ, Right.PROMOTE, Right.APPROVE, Right.ADMINISTER);

        @SuppressWarnings("ImmutableEnumChecker") // filled by the constructor alone
        private final Set<Right> rights = EnumSet.noneOf(Right.class);

        Person(Right... rights) {
            this.rights.addAll(List.of(rights));
        }
    }

    /** One operation with its placeholders filled in. */
    private record Call(String method, String path, Right needs) {}

    @BeforeEach
    void open() throws Exception {
        fixture = new ApiFixture(directory);
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        document = new ObjectMapper()
                .valueToTree(yaml.<Object>load(
                        fixture.get("/openapi.yaml", who(Person.ANONYMOUS)).body()));
        Freight freight = fixture.freight("1.0.0");
        fixture.discovered("1.0.0");
        fixture.promote("test", freight);
        Promotion waiting = fixture.promote("prod", freight);
        names = Map.of(
                "project", PROJECT.path(),
                "freight", freight.name(),
                "stage", "test",
                "promotion", waiting.name(),
                "warehouse", "guestbook",
                "verification", fixture.verification("test"),
                "request", fixture.request("test", freight));
        hide();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A project of another folder with a row in every table. */
    private void hide() {
        fixture.store.projects().claim(HIDDEN, "vault/" + MARK, true, fixture.clock.instant());
        fixture.store
                .projects()
                .addRevision(
                        HIDDEN,
                        new ConfigurationRevision(
                                MARK,
                                MARK,
                                MARK,
                                MARK,
                                fixture.clock.instant(),
                                List.of(new ManifestFile(MARK, "kind: " + MARK))));
        Freight freight = new Freight(
                "f".repeat(40),
                MARK,
                FreightOrigin.warehouse("guestbook"),
                List.of(),
                List.of(new Image(MARK, MARK, MARK, Map.of(), MARK)),
                List.of(),
                List.of(),
                fixture.clock.instant());
        fixture.store.freight().add(HIDDEN, freight, MARK);
        fixture.store.events().add(new Event(HIDDEN, MARK, MARK, MARK, MARK, fixture.clock.instant()));
        fixture.store.holds().put(new PromotionHold(HIDDEN, "test", "", MARK, MARK, fixture.clock.instant()));
        fixture.store
                .requests()
                .add(new PromotionRequest(HIDDEN, MARK, "test", freight.name(), MARK, fixture.clock.instant(), ""));
        fixture.promote(HIDDEN, "test", freight, MARK);
    }

    @ParameterizedTest
    @EnumSource
    void nobodySeesARowOfAProjectThatTheyMayNotRead(Person person) {
        for (Call call : calls(PROJECT.path())) {
            assertThat(send(call, person).body()).as("%s to %s", call, person).doesNotContainIgnoringCase(MARK);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHiddenProjectAnswersAsOneThatDoesNotExist(Person person) {
        List<Call> hidden = calls(HIDDEN.path());
        List<Call> missing = calls("vault/missing");
        for (int i = 0; i < hidden.size(); i++) {
            if (!hidden.get(i).path().contains("/-/")) {
                continue;
            }
            ApiResponse answer = send(hidden.get(i), person);

            assertThat(answer.status()).as("%s", hidden.get(i)).isEqualTo(404);
            assertThat(answer.etag()).isNull();
            assertThat(answer.body().replace(HIDDEN.path(), "vault/missing"))
                    .isEqualTo(send(missing.get(i), person).body());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationAsksForTheRightThatTheDocumentNames(Person person) {
        for (Call call : calls(PROJECT.path())) {
            int status = send(call, person).status();
            boolean ofProject = call.path().contains("/-/");
            if (ofProject && !person.rights.contains(Right.READ)) {
                assertThat(status).as("%s as %s", call, person).isEqualTo(404);
            } else if (!person.rights.contains(call.needs()) && ofProject) {
                assertThat(status).as("%s as %s", call, person).isEqualTo(403);
            } else if (call.method().equals("GET")) {
                assertThat(status).as("%s as %s", call, person).isEqualTo(200);
            } else {
                assertThat(status).as("%s as %s", call, person).isNotIn(404, 405, 500);
            }
        }
    }

    @Test
    void everyChangeLeavesAnEntryThatNamesThePerson() {
        for (Call call : calls(PROJECT.path())) {
            if (!call.method().equals("POST")) {
                continue;
            }
            long before = entries();
            ApiResponse answer = send(call, Person.ADMINISTRATOR);
            if (answer.status() < 300 && !call.path().endsWith("/freight")) {
                assertThat(entries()).as("%s", call).isGreaterThan(before);
            }
        }
    }

    private long entries() {
        return fixture.store.events().list(PROJECT, 200).stream()
                .filter(event -> event.actor().equals("administrator"))
                .count();
    }

    private List<Call> calls(String project) {
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String description = operation.getValue().path("description").asText();
                Right needs = Right.READ;
                for (Right right : Right.values()) {
                    if (description.toUpperCase(java.util.Locale.ROOT).contains("KARGO/" + right)) {
                        needs = right;
                    }
                }
                String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                calls.add(new Call(method, filled(path.getKey(), operation.getValue(), project), needs));
            }
        }
        return calls;
    }

    private String filled(String template, JsonNode operation, String project) {
        String path = template.replace("{project}", project);
        for (Map.Entry<String, String> name : names.entrySet()) {
            path = path.replace('{' + name.getKey() + '}', name.getValue());
        }
        StringBuilder query = new StringBuilder();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = document.at(reference.path("$ref").asText().substring(1));
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.path("name").asText())
                        .append('=')
                        .append(names.get("freight"));
            }
        }
        return path + query;
    }

    private ApiResponse send(Call call, Person person) {
        String body = "{\"stage\": \"test\", \"freight\": \"" + names.get("freight") + "\", \"alias\": \"spring\"}";
        return call.method().equals("GET")
                ? fixture.get(call.path(), who(person))
                : fixture.post(call.path(), body, who(person));
    }

    private static Caller who(Person person) {
        return new Caller() {
            @Override
            public String userId() {
                return person.name().toLowerCase(java.util.Locale.ROOT);
            }

            @Override
            public Set<String> groups() {
                return Set.of();
            }

            @Override
            public boolean may(Right right, ProjectKey project) {
                return project.equals(PROJECT) && person.rights.contains(right);
            }
        };
    }

    @Test
    void theListHoldsOnlyWhatThePersonMayRead() {
        assertThat(json(fixture.get("/projects", who(Person.ANONYMOUS))).path("projects"))
                .isEmpty();
        assertThat(json(fixture.get("/projects", who(Person.READER))).path("projects"))
                .hasSize(1);
    }
}
