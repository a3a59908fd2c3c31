package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.List;

/**
 * The pull requests of one repository, as one caller may see and change them. Every method blocks on the network, within
 * the limits of the HTTP gateway, and throws {@link HostingException} for what the server refuses.
 */
public interface PullRequests {
    /** Those from one branch to another, whatever their state, the newest first. */
    @NonNull
    List<PullRequest> between(@NonNull String source, @NonNull String target) throws IOException, InterruptedException;

    @NonNull
    PullRequest open(@NonNull NewPullRequest request) throws IOException, InterruptedException;

    @NonNull
    PullRequest get(long number) throws IOException, InterruptedException;

    /**
     * Puts labels on one that was opened, where the server does not take them with the request to open it: whoever was
     * interrupted in between does it once more.
     */
    void label(long number, @NonNull List<String> labels) throws IOException, InterruptedException;

    @NonNull
    Wording wording(long number) throws IOException, InterruptedException;

    /** Changes what people read of an open one, and nothing else of it. */
    void reword(long number, @NonNull Wording wording) throws IOException, InterruptedException;

    /**
     * Which are open, with one request for as many as the server tells at once, so that many can be waited for.
     *
     * @param from 0 for the first ones, then what {@link OpenPage#next()} says
     */
    @NonNull
    OpenPage open(int from) throws IOException, InterruptedException;

    /**
     * Merges the request as it is: when it changed since it was read, nothing is merged, as far as the server can be asked
     * for that (Bitbucket Cloud cannot).
     *
     * @param request as just read
     * @param method one of {@link #mergeMethods()}, empty for the server's, or the repository's, default
     */
    @NonNull
    MergeResult merge(@NonNull PullRequest request, @NonNull String method) throws IOException, InterruptedException;

    /** The ways to merge that this provider knows. */
    @NonNull
    List<String> mergeMethods();

    /** How many characters the description of a request may have. */
    int longestDescription();
}
