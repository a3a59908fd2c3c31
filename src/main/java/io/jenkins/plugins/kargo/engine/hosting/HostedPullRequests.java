package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the providers' APIs have in common: one resource for each request, and lists of them in pages. */
abstract class HostedPullRequests implements PullRequests {
    private final Provider provider;
    private final HostingApi api;

    HostedPullRequests(Provider provider, HostingApi api) {
        this.provider = provider;
        this.api = api;
    }

    final HostingApi api() {
        return api;
    }

    /** Of one request. */
    abstract String path(long number);

    abstract PullRequest read(JsonNode json);

    /** @param from as of {@link #open(int)} */
    abstract HostingApi.Page openFrom(int from) throws IOException, InterruptedException;

    @Override
    @NonNull
    public final PullRequest get(long number) throws IOException, InterruptedException {
        return read(api.get(path(number)));
    }

    @Override
    @NonNull
    public final OpenPage open(int from) throws IOException, InterruptedException {
        HostingApi.Page page = openFrom(from);
        Set<Long> numbers = new HashSet<>();
        page.entries().forEach(one -> numbers.add(read(one).number()));
        return new OpenPage(numbers, page.next());
    }

    /**
     * Whether the branch is one of another repository. Anybody may call a branch of a fork as ours is called, so what comes
     * from there is never taken for what was opened here.
     */
    abstract boolean isFromFork(JsonNode json);

    /** Those of the repository's own branches. */
    final List<PullRequest> newestFirst(List<JsonNode> list) {
        return list.stream()
                .filter(one -> !isFromFork(one))
                .map(this::read)
                .sorted((a, b) -> Long.compare(b.number(), a.number()))
                .toList();
    }

    /** @param mergeCommit as the server gives it, whatever that is before the merge */
    static PullRequest of(long number, String url, boolean merged, boolean open, JsonNode head, JsonNode mergeCommit) {
        PullRequest.State state =
                merged ? PullRequest.State.MERGED : open ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
        return new PullRequest(number, url, state, head.asText(""), merged ? mergeCommit.asText("") : "");
    }

    /** Of a merge that the server did not carry out. @param statuses that mean: perhaps later */
    final MergeResult notNow(Set<Integer> statuses, String method, String path, HostingApi.Answer answer)
            throws HostingException {
        if (statuses.contains(answer.status())) {
            return MergeResult.notNow(answer.message().isEmpty() ? "it cannot be merged now" : answer.message());
        }
        throw api.refused(method, path, answer);
    }

    @Override
    @NonNull
    public final List<String> mergeMethods() {
        return provider.methods();
    }

    @Override
    public final int longestDescription() {
        return provider.longestDescription();
    }
}
