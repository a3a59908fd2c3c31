package io.jenkins.plugins.kargo.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** A user of a controller who works by REST. */
public final class JenkinsClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private final URI root;
    private final String authorization;
    private final HttpClient http = HttpClient.newBuilder()
            // A crumb belongs to a session.
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** An answer: status, and the JSON it carries (missing when it carries none). */
    public record Answer(int status, JsonNode json, String text) {}

    /** How a build ended; result is null while it runs. */
    public record Build(String job, int number, boolean building, String result) {}

    /** @param secret the password or an API token */
    JenkinsClient(URI root, String user, String secret) {
        this.root = root;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ':' + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** @param path relative to the controller's root, without a leading slash */
    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Sends JSON with a crumb. */
    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send(withCrumb(request(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Calls a method without parameters that a page offers to its own scripts. */
    public Answer invoke(String path) throws IOException, InterruptedException {
        return send(withCrumb(request(path))
                .header("Content-Type", "application/x-stapler-method-invocation;charset=UTF-8")
                .POST(BodyPublishers.ofString("[]")));
    }

    /** Sends a form with a crumb. */
    public Answer postForm(String path, String form) throws IOException, InterruptedException {
        return send(withCrumb(request(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Starts a build and returns its number as soon as it exists. */
    public int build(String job) throws IOException, InterruptedException {
        return start(job, jobPath(job) + "build?delay=0sec", "");
    }

    /** Replays a build with another script and returns the number of the new build as soon as it exists. */
    public int replay(String job, int number, String script) throws IOException, InterruptedException {
        // A real controller reads the form as JSON.
        String json = JSON.createObjectNode().put("mainScript", script).toString();
        return start(
                job,
                jobPath(job) + number + "/replay/run",
                "mainScript=" + URLEncoder.encode(script, StandardCharsets.UTF_8) + "&json="
                        + URLEncoder.encode(json, StandardCharsets.UTF_8));
    }

    private int start(String job, String path, String form) throws IOException, InterruptedException {
        int number = get(jobPath(job) + "api/json?tree=nextBuildNumber")
                .json()
                .path("nextBuildNumber")
                .asInt();
        Answer answer = postForm(path, form);
        if (answer.status() >= 400) {
            throw new IOException("Build of " + job + " refused: " + answer.status() + ' ' + answer.text());
        }
        Instant deadline = Instant.now().plus(REQUEST_TIMEOUT);
        while (get(jobPath(job) + number + "/api/json?tree=number").status() == 404) {
            waitABit(deadline, "build " + number + " of " + job + " did not start");
        }
        return number;
    }

    public Build state(String job, int number) throws IOException, InterruptedException {
        JsonNode json =
                get(jobPath(job) + number + "/api/json?tree=building,result").json();
        JsonNode result = json.path("result");
        return new Build(
                job, number, json.path("building").asBoolean(true), result.isTextual() ? result.textValue() : null);
    }

    /** Waits for the end of a build. */
    public Build await(String job, int number, Duration limit) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        Build build = state(job, number);
        while (build.building()) {
            waitABit(deadline, job + " #" + number + " did not end; its log:\n" + log(job, number));
            build = state(job, number);
        }
        return build;
    }

    public String log(String job, int number) throws IOException, InterruptedException {
        return get(jobPath(job) + number + "/consoleText").text();
    }

    public void stop(String job, int number) throws IOException, InterruptedException {
        post(jobPath(job) + number + "/stop", "");
    }

    public int busyExecutors() throws IOException, InterruptedException {
        return get("computer/api/json?tree=busyExecutors")
                .json()
                .path("busyExecutors")
                .asInt();
    }

    /** The board of a project. */
    public JsonNode board(String project) throws IOException, InterruptedException {
        return get(apiPath(project) + "board").json();
    }

    /** Where the API has a project, with a trailing slash. */
    public static String apiPath(String project) {
        return "kargo/api/v1/projects/" + project + "/-/";
    }

    public static String jobPath(String job) {
        return Arrays.stream(job.split("/")).map(name -> "job/" + name + '/').collect(Collectors.joining());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", authorization);
    }

    private HttpRequest.Builder withCrumb(HttpRequest.Builder request) throws IOException, InterruptedException {
        JsonNode issued = get("crumbIssuer/api/json").json();
        if (!issued.has("crumb")) {
            return request;
        }
        String crumb = issued.path("crumb").asText();
        // Methods for scripts of a page want it by a name of their own.
        return request.header(issued.path("crumbRequestField").asText(), crumb).header("Crumb", crumb);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(
                response.statusCode(), isJson ? JSON.readTree(response.body()) : JSON.missingNode(), response.body());
    }

    private static void waitABit(Instant deadline, String what) throws IOException, InterruptedException {
        if (Instant.now().isAfter(deadline)) {
            throw new IOException("Waited in vain: " + what);
        }
        Thread.sleep(POLL.toMillis());
    }
}
