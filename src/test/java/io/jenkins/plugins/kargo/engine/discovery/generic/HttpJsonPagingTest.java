package io.jenkins.plugins.kargo.engine.discovery.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryServices;
import io.jenkins.plugins.kargo.engine.discovery.DiscoverySettings;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpJsonPagingTest {
    @TempDir
    Path temp;

    /** Bodies by path and query; what has none is not found. */
    private final Map<String, String> bodies = new HashMap<>();

    private final Map<String, String> links = new HashMap<>();
    private String other = "";
    private final LoopbackServer server = LoopbackServer.http(exchange -> {
        String asked = exchange.getRequestURI().toString();
        if (links.containsKey(asked)) {
            exchange.getResponseHeaders().set("Link", '<' + links.get(asked) + ">; rel=\"next\"");
        }
        boolean right = BasicCredentials.RIGHT
                .header()
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String body = bodies.getOrDefault(asked, other);
        int status = !right ? 401 : body.isEmpty() ? 404 : 200;
        LoopbackServer.answer(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    });
    private DiscoveryServices services;

    @BeforeEach
    void start() {
        HttpSettings http = HttpSettings.of(NetworkPolicy.LOOPBACK).withLimits(500, 8, 2, Duration.ofSeconds(2));
        services = new DiscoveryServices(DiscoverySettings.of(temp.resolve("cache"), http));
    }

    @AfterEach
    void stop() {
        services.close();
        server.close();
    }

    private List<String> versions(int limit, String path, Object... config) throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("url", server.url() + path));
        for (int i = 0; i < config.length; i += 2) {
            fields.put((String) config[i], config[i + 1]);
        }
        CredentialResolver credentials = (url, access) -> Optional.of(BasicCredentials.RIGHT.credential());
        return new HttpJsonSubscriber()
                        .discover(
                                new Subscription.Generic("cli", "http-json", fields, limit),
                                new DiscoveryEnvironment(services, credentials, new ProjectKey("team", "shop")))
                        .stream()
                        .map(ArtifactReference::version)
                        .toList();
    }

    @Test
    void linksOfTheHeaderAreFollowedToTheLastPage() throws Exception {
        bodies.putAll(Map.of("/r", "[\"1.0.0\"]", "/r?page=2", "[\"3.0.0\"]", "/r?page=3", "[\"2.0.0\"]"));
        links.putAll(Map.of("/r", server.url() + "/r?page=2", "/r?page=2", "?page=3"));

        assertThat(versions(20, "/r", "next", "link", "selectionStrategy", "SemVer"))
                .containsExactly("3.0.0", "2.0.0", "1.0.0");
        assertThat(versions(20, "/r")).as("one page unless it is asked for").containsExactly("1.0.0");
    }

    @Test
    void whatTheServerListsFirstIsReadNoFurtherThanNeeded() throws Exception {
        bodies.putAll(Map.of("/r", "[\"c\", \"rc\"]", "/r?page=2", "[\"b\"]", "/r?page=3", "[\"a\"]"));
        links.putAll(Map.of("/r", "/r?page=2", "/r?page=2", "/r?page=3"));

        assertThat(versions(2, "/r", "next", "link", "ignoreVersionsRegexes", List.of("rc")))
                .containsExactly("c", "b");
        assertThat(server.requests()).containsExactly("GET /r", "GET /r?page=2");
    }

    @Test
    void theBodyNamesTheNextPageOrATokenForIt() throws Exception {
        bodies.putAll(Map.of(
                "/b?per=2", "{\"items\": [\"1\"], \"next\": \"/b?per=2&at=x\"}",
                "/b?per=2&at=x", "{\"items\": [\"2\"], \"next\": null}",
                "/t?token=old&per=2", "{\"items\": [\"1\"], \"token\": \"a/b\"}",
                "/t?per=2&token=a%2Fb", "{\"items\": [], \"token\": 7}",
                "/t?per=2&token=7", "{\"items\": [\"3\"]}"));

        assertThat(versions(20, "/b?per=2", "items", "$.items", "next", "$.next"))
                .containsExactly("1", "2");
        assertThat(versions(20, "/t?token=old&per=2", "items", "$.items", "next", "$.token", "pageParameter", "token"))
                .containsExactly("1", "3");
    }

    @Test
    void pagesAreCountedUntilOneBringsNothingNew() throws Exception {
        bodies.putAll(Map.of("/c", "[\"1\"]", "/c?p=2", "[\"2\"]", "/c?p=3", "[]"));
        bodies.putAll(Map.of("/z", "[\"1\"]", "/z?p=1", "[\"2\"]", "/z?p=2", "[]"));

        assertThat(versions(20, "/c", "pageParameter", "p")).containsExactly("1", "2");
        assertThat(versions(20, "/z", "pageParameter", "p", "firstPage", 0L)).containsExactly("1", "2");
        server.forgetRequests();
        other = "[\"same\"]";
        assertThat(versions(20, "/ignores", "pageParameter", "p")).containsExactly("same");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aListWithoutAnEndIsAnErrorWhereTheBestMayBeOnALaterPage() throws Exception {
        other = "[\"1.0.0\"]";
        for (int i = 0; i < 20; i++) {
            links.put("/e?page=" + i, "/e?page=" + (i + 1));
        }

        assertThatThrownBy(() -> versions(20, "/e?page=0", "next", "link", "selectionStrategy", "SemVer"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 10 pages")
                .hasMessageContaining("maxPages");
        assertThat(versions(20, "/e?page=0", "next", "link", "maxPages", 3L)).containsExactly("1.0.0");
        links.put("/e?page=1", "?page=0");
        assertThatThrownBy(() -> versions(20, "/e?page=0", "next", "link", "selectionStrategy", "Lexical"))
                .hasMessageContaining("do not end");
    }

    @Test
    void noPageOfAnotherServerIsAskedFor() {
        bodies.put("/r", "[\"1.0.0\"]");
        for (String elsewhere : List.of("https://127.0.0.1/r?page=2", "//api.example.com/r", "http://[bad")) {
            links.put("/r", elsewhere);
            assertThatThrownBy(() -> versions(20, "/r", "next", "link"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the next page that the answer names");
        }
    }

    @Test
    void everyMistakeOfThePagingIsNamed() {
        HttpJsonSubscriber subscriber = new HttpJsonSubscriber();

        assertThat(subscriber.problems(Map.of("url", "https://x.example.com", "next", "header", "firstPage", 2L)))
                .containsOnlyKeys("next", "firstPage");
        assertThat(subscriber.problems(Map.of(
                        "url", "https://x.example.com", "next", "link", "pageParameter", "p", "maxPages", "many")))
                .containsOnlyKeys("pageParameter", "maxPages");
    }
}
