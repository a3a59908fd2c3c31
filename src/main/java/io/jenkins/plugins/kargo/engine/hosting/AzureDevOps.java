package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Pull requests of Azure DevOps Services and Server (REST API 7.1). */
final class AzureDevOps implements PullRequests {
    private static final String VERSION = "api-version=7.1";
    private static final int MAX_PAGES = 20;
    private static final int PAGE = 100;
    private static final String HEADS = "refs/heads/";

    private final HostingApi api;
    private final String page;

    private AzureDevOps(HostingApi api, String page) {
        this.api = api;
        this.page = page;
    }

    /** {@code https://dev.azure.com/organization/project/_git/repository} and the older and SSH forms of it. */
    static AzureDevOps of(RepoAddress address, Function<String, HostingApi> apis) {
        List<String> path = new ArrayList<>(address.path());
        String server = address.server();
        if (address.host().equals("ssh.dev.azure.com")) {
            server = "https://dev.azure.com";
            path.remove("v3");
        } else {
            path.remove("_git");
        }
        if (path.size() < 2) {
            throw new IllegalArgumentException(address.server() + '/' + String.join("/", address.path())
                    + " is not like https://dev.azure.com/organization/project/_git/repository");
        }
        String name = HostingApi.encoded(path.remove(path.size() - 1));
        List<String> project = path.stream().map(HostingApi::encoded).toList();
        String base = server + '/' + String.join("/", project);
        return new AzureDevOps(
                apis.apply(base + "/_apis/git/repositories/" + name), base + "/_git/" + name + "/pullrequest/");
    }

    @Override
    @NonNull
    public List<PullRequest> between(@NonNull String source, @NonNull String target)
            throws IOException, InterruptedException {
        List<PullRequest> found = new ArrayList<>();
        String query = "/pullrequests?searchCriteria.status=all&searchCriteria.sourceRefName="
                + HostingApi.encoded(HEADS + source) + "&searchCriteria.targetRefName="
                + HostingApi.encoded(HEADS + target) + "&$top=" + PAGE + '&' + VERSION;
        api.get(query).path("value").forEach(one -> found.add(read(one)));
        found.sort((a, b) -> Long.compare(b.number(), a.number()));
        return found;
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api.required(
                "POST",
                "/pullrequests?" + VERSION,
                HostingApi.map(
                        "sourceRefName",
                        HEADS + request.source(),
                        "targetRefName",
                        HEADS + request.target(),
                        "title",
                        request.title(),
                        "description",
                        request.description(),
                        "labels",
                        request.labels().stream()
                                .map(label -> HostingApi.map("name", label))
                                .toList())));
    }

    @Override
    @NonNull
    public PullRequest get(long number) throws IOException, InterruptedException {
        return read(api.get("/pullrequests/" + number + '?' + VERSION));
    }

    @Override
    @NonNull
    public Set<Long> open() throws IOException, InterruptedException {
        Set<Long> numbers = new HashSet<>();
        for (int skipped = 0; skipped < MAX_PAGES * PAGE; skipped += PAGE) {
            JsonNode list = api.get("/pullrequests?searchCriteria.status=active&$top=" + PAGE + "&$skip=" + skipped
                            + '&' + VERSION)
                    .path("value");
            list.forEach(one -> numbers.add(one.path("pullRequestId").asLong()));
            if (list.size() < PAGE) {
                break;
            }
        }
        return numbers;
    }

    /** Azure merges in the background: what it has not finished yet is asked for again. */
    @Override
    @NonNull
    public MergeResult merge(@NonNull PullRequest request, @NonNull String method)
            throws IOException, InterruptedException {
        JsonNode now = api.get("/pullrequests/" + request.number() + '?' + VERSION);
        String status = now.path("mergeStatus").asText("");
        if (now.path("isDraft").asBoolean() || !(status.equals("succeeded") || status.isEmpty())) {
            return MergeResult.notNow(status.isEmpty() ? "it is a draft" : "its merge status is " + status);
        }
        String path = "/pullrequests/" + request.number() + '?' + VERSION;
        HostingApi.Answer answer = api.send(
                "PATCH",
                path,
                HostingApi.map(
                        "status",
                        "completed",
                        "lastMergeSourceCommit",
                        HostingApi.map("commitId", request.head()),
                        "completionOptions",
                        HostingApi.map(
                                "mergeStrategy",
                                method.isEmpty() ? "noFastForward" : method,
                                "deleteSourceBranch",
                                false)));
        if (answer.successful()) {
            PullRequest after = read(answer.body());
            return after.state() == PullRequest.State.MERGED
                    ? MergeResult.done(after.mergeCommit())
                    : MergeResult.notNow("Azure DevOps has not merged it yet");
        }
        if (answer.status() == 409 || answer.status() == 400) {
            return MergeResult.notNow(answer.message());
        }
        throw api.refused("PATCH", path, answer);
    }

    private PullRequest read(JsonNode json) {
        String status = json.path("status").asText("");
        boolean merged = status.equals("completed");
        long number = json.path("pullRequestId").asLong();
        return new PullRequest(
                number,
                page + number,
                merged
                        ? PullRequest.State.MERGED
                        : status.equals("abandoned") ? PullRequest.State.CLOSED : PullRequest.State.OPEN,
                json.path("lastMergeSourceCommit").path("commitId").asText(""),
                merged ? json.path("lastMergeCommit").path("commitId").asText("") : "");
    }

    @Override
    @NonNull
    public List<String> mergeMethods() {
        return Provider.AZURE.methods();
    }
}
