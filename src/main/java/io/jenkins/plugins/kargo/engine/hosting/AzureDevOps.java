package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Pull requests of Azure DevOps Services and Server (REST API 7.1). */
final class AzureDevOps extends HostedPullRequests {
    private static final String VERSION = "api-version=7.1";
    private static final int PAGE = 100;
    private static final Set<Integer> NOT_NOW = Set.of(400, 409);
    private static final String HEADS = "refs/heads/";
    private static final String CLOUD = "dev.azure.com";
    private static final String COLLECTION = "DefaultCollection";

    private final String page;

    private AzureDevOps(HostingApi api, String page) {
        super(Provider.AZURE, api);
        this.page = page;
    }

    /**
     * {@code https://dev.azure.com/organization/project/_git/repository} and the older and SSH forms of it. The project is
     * left out where it is called as the repository is.
     */
    static AzureDevOps of(RepoAddress address, Function<String, HostingApi> apis) {
        List<String> path = new ArrayList<>(address.path());
        String server = address.server();
        String host = address.host();
        if (host.equals("ssh.dev.azure.com") || host.equals("vs-ssh.visualstudio.com")) {
            server = "https://" + CLOUD;
            path.remove("v3");
        } else {
            int git = path.indexOf("_git");
            boolean ofCloud = host.equals(CLOUD) || host.endsWith(".visualstudio.com");
            boolean noProject = git == (host.equals(CLOUD) ? 1 : 0)
                    || git == 1 && path.get(0).equals(COLLECTION);
            path.remove("_git");
            if (ofCloud && noProject && git == path.size() - 1) {
                path.add(git, path.get(git));
            }
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
        String query = "/pullrequests?searchCriteria.status=all&searchCriteria.sourceRefName="
                + HostingApi.encoded(HEADS + source) + "&searchCriteria.targetRefName="
                + HostingApi.encoded(HEADS + target) + "&$top=" + PAGE + '&' + VERSION;
        return newestFirst(api().entries(query, "value"));
    }

    @Override
    @NonNull
    public PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException {
        return read(api().required(
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
    String path(long number) {
        return "/pullrequests/" + number + '?' + VERSION;
    }

    @Override
    HostingApi.Page openFrom(int from) throws IOException, InterruptedException {
        return api().page(
                        "/pullrequests?searchCriteria.status=active&$top=" + PAGE + "&$skip=" + from + '&' + VERSION,
                        "value",
                        answer -> answer.path("value").size() < PAGE ? 0 : from + PAGE);
    }

    /** Azure merges in the background: what it has not finished yet is asked for again. */
    @Override
    MergeResult mergeNow(PullRequest request, String method) throws IOException, InterruptedException {
        String path = path(request.number());
        JsonNode now = api().get(path);
        String status = now.path("mergeStatus").asText("");
        if (!(status.equals("succeeded") || status.isEmpty())) {
            return MergeResult.notNow("its merge status is " + status);
        }
        Map<String, Object> options = HostingApi.map("deleteSourceBranch", false);
        if (!method.isEmpty()) {
            options.put("mergeStrategy", method);
        }
        HostingApi.Answer answer = api().send(
                        "PATCH",
                        path,
                        HostingApi.map(
                                "status",
                                "completed",
                                "lastMergeSourceCommit",
                                HostingApi.map("commitId", request.head()),
                                "completionOptions",
                                options));
        if (answer.successful()) {
            PullRequest after = read(answer.body());
            return after.state() == PullRequest.State.MERGED
                    ? MergeResult.done(after.mergeCommit())
                    : MergeResult.notNow("Azure DevOps has not merged it yet");
        }
        return notNow(NOT_NOW, "PATCH", path, answer);
    }

    @Override
    boolean isFromFork(JsonNode json) {
        return json.hasNonNull("forkSource");
    }

    @Override
    PullRequest read(JsonNode json) {
        String status = json.path("status").asText("");
        long number = json.path("pullRequestId").asLong();
        return of(
                number,
                page + number,
                status.equals("completed"),
                !status.equals("completed") && !status.equals("abandoned"),
                json.path("lastMergeSourceCommit").path("commitId"),
                json.path("lastMergeCommit").path("commitId"),
                json.path("isDraft"));
    }
}
