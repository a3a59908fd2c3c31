package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Markup behind every text that a controller's API answers, whatever the text's origin: names, aliases, messages, authors,
 * versions, outputs, metadata, errors, the names of members that are data. Requests come back to the controller without it.
 */
final class PlantedMarkup {
    /** An element whose handler would run as soon as it is made, and one that is easily found. */
    static final String TEXT = "<svg/onload=window.planted=1><b>";

    static final String IN_ADDRESS = URLEncoder.encode(TEXT, StandardCharsets.UTF_8);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Words of the API's own, which the page decides by. */
    private static final Set<String> WORDS =
            Set.of("phase", "status", "kind", "change", "freightCreationPolicy", "path");

    /** Texts that are empty most of the time. */
    private static final Set<String> RARE =
            Set.of("message", "reason", "note", "comment", "error", "freightCreationCriteria", "failureCondition");

    /** Objects whose members are named by data. */
    private static final Set<String> NAMED_BY_DATA = Set.of(
            "holds", "currentlyIn", "verifiedIn", "approvedFor", "availableFrom", "promoters", "metadata", "output");

    private final Page page;

    PlantedMarkup(Page page) {
        this.page = page;
    }

    void plant() {
        page.route("**/kargo/api/v1/**", this::answer);
    }

    private void answer(Route route) {
        Map<String, String> headers = new HashMap<>(route.request().headers());
        headers.remove("if-none-match");
        APIResponse answer = route.fetch(new Route.FetchOptions()
                .setUrl(route.request().url().replace(IN_ADDRESS, ""))
                .setHeaders(headers));
        try {
            JsonNode planted = planted("", JSON.readTree(answer.body()));
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(answer.status())
                    .setContentType("application/json")
                    .setBody(JSON.writeValueAsString(planted)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode planted(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode result = JSON.createObjectNode();
            String behind = NAMED_BY_DATA.contains(name) ? TEXT : "";
            object.properties()
                    .forEach(member ->
                            result.set(member.getKey() + behind, planted(member.getKey(), member.getValue())));
            return result;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode result = JSON.createArrayNode();
            array.forEach(each -> result.add(planted(name, each)));
            return result;
        }
        return value.isTextual() ? TextNode.valueOf(planted(name, value.textValue())) : value;
    }

    private static String planted(String name, String text) {
        if (name.equals("url")) {
            return "javascript:window.planted=1";
        }
        boolean isTime = text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        boolean stays = WORDS.contains(name) || isTime || text.isEmpty() && !RARE.contains(name);
        return stays ? text : text + TEXT;
    }

    void isShownAsText(String view) {
        page.evaluate("document.querySelectorAll('#kargo details').forEach((each) => (each.open = true))");
        assertThat(page.locator("#kargo").textContent()).as(view).contains(TEXT);
        assertThat(page.locator("#kargo b, #kargo [onload]").count()).as(view).isZero();
        assertThat(page.locator("#kargo a[href^='javascript:']").count())
                .as(view)
                .isZero();
        assertThat(page.evaluate("window.planted")).as(view).isNull();
    }
}
