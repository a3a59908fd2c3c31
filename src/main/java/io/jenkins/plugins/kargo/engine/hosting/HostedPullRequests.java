package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the providers' APIs have in common: one resource for each request, and lists of them in pages. */
abstract class HostedPullRequests implements PullRequests {
    private static final String TITLE = "title";
    private static final String NOT_ALLOWED = "not allowed";

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
        return complete(read(api.get(path(number))));
    }

    /** What the server tells in short only. */
    PullRequest complete(PullRequest request) throws IOException, InterruptedException {
        return request;
    }

    @Override
    @NonNull
    public final MergeResult merge(@NonNull PullRequest request, @NonNull String method)
            throws IOException, InterruptedException {
        return request.draft() ? MergeResult.notNow("it is a draft") : mergeNow(request, method);
    }

    /** Of one that is no draft. */
    abstract MergeResult mergeNow(PullRequest request, String method) throws IOException, InterruptedException;

    @Override
    public void label(long number, @NonNull List<String> labels) throws IOException, InterruptedException {
        // Most servers take the labels with the request.
    }

    @Override
    @NonNull
    public final Wording wording(long number) throws IOException, InterruptedException {
        JsonNode now = api.get(path(number));
        return new Wording(
                now.path(TITLE).asText(""),
                now.path(provider.descriptionField()).asText(""));
    }

    @Override
    public final void reword(long number, @NonNull Wording wording) throws IOException, InterruptedException {
        Map<String, Object> body = kept(number);
        body.put(TITLE, wording.title());
        body.put(provider.descriptionField(), wording.description());
        api.required(provider.changeMethod(), path(number), body);
    }

    /** What has to be sent with a change, or would be lost by it. */
    Map<String, Object> kept(long number) throws IOException, InterruptedException {
        return new LinkedHashMap<>();
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
    static PullRequest of(
            long number,
            String url,
            boolean merged,
            boolean open,
            JsonNode head,
            JsonNode mergeCommit,
            JsonNode draft) {
        PullRequest.State state =
                merged ? PullRequest.State.MERGED : open ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
        return new PullRequest(
                number, url, state, head.asText(""), merged ? mergeCommit.asText("") : "", draft.asBoolean());
    }

    /**
     * Of a merge that the server did not carry out. GitHub and Gitea use one status for what may pass and for a way of
     * merging that the repository does not allow, which only the words tell.
     *
     * @param statuses that mean: perhaps later
     */
    final MergeResult notNow(Set<Integer> statuses, String method, String path, HostingApi.Answer answer)
            throws HostingException {
        if (statuses.contains(answer.status())) {
            String words = answer.message().isEmpty() ? "it cannot be merged now" : answer.message();
            return words.contains(NOT_ALLOWED) ? MergeResult.never(words) : MergeResult.notNow(words);
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
