package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitNames;
import io.jenkins.plugins.kargo.engine.git.mirror.GitMirror;
import io.jenkins.plugins.kargo.engine.git.mirror.GitRemote;
import io.jenkins.plugins.kargo.engine.git.mirror.NoSuchBranchException;
import io.jenkins.plugins.kargo.engine.hosting.HostingException;
import io.jenkins.plugins.kargo.engine.hosting.NewPullRequest;
import io.jenkins.plugins.kargo.engine.hosting.PullRequest;
import io.jenkins.plugins.kargo.engine.hosting.PullRequests;
import io.jenkins.plugins.kargo.engine.hosting.Wording;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code git-open-pr}: asks for a branch to be merged. One that is open already, or was merged with the same commit, is
 * taken; so a run that is repeated never opens a second one. Without a difference there is nothing to ask for: the step
 * is Skipped, and its output has no number, so that the steps that wait are Skipped as well.
 */
public final class GitOpenPrStep extends PullRequestStep {
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int MAX_COMMITS = 100;

    public GitOpenPrStep(@NonNull Gateways gateways) {
        super("git-open-pr", gateways);
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String source = branch(config, "sourceBranch");
        String target = branch(config, "targetBranch");
        if (context.isPreview()) {
            return StepResult.skipped("would open a pull request from " + source + " to " + target, nothing());
        }
        GitMirror mirror = mirror(context, config);
        String head = tip(mirror, config, source, "sourceBranch");
        String base = tip(mirror, config, target, "targetBranch");
        PullRequests requests = pullRequests(context, config, Access.WRITE);
        Optional<PullRequest> known = known(requests, source, target, head);
        if (known.isPresent()) {
            context.log().line("Pull request " + known.get().url() + " is there already");
            if (known.get().state() == PullRequest.State.OPEN) {
                adopt(context, config, requests, known.get(), mirror, head);
            }
            return StepResult.succeeded(Map.of("pr", output(known.get())));
        }
        if (mirror.bringsNothing(head, base)) {
            return StepResult.skipped("branch " + source + " brings nothing new to " + target, nothing());
        }
        Wording text = text(context, config, requests, mirror, head);
        context.intend(Map.of("repoURL", config.text("repoURL"), "sourceBranch", source, "targetBranch", target));
        PullRequest opened = open(
                requests,
                new NewPullRequest(source, target, text.title(), text.description(), config.texts("labels")),
                head);
        context.log().line("Opened pull request " + opened.url());
        return StepResult.succeeded(Map.of("pr", output(opened)));
    }

    /** Without secrets. */
    private Wording text(StepContext context, StepConfig config, PullRequests requests, GitMirror mirror, String head)
            throws IOException, InterruptedException {
        Wording text = new PullRequestWriter(
                        context.promotion(), gateways().rootUrl().get(), requests.longestDescription())
                .write(
                        config.text("title"),
                        config.text("description"),
                        message(mirror, head),
                        changes(context, mirror, head));
        SecretMask mask = context.credentials().mask();
        return new Wording(mask.mask(text.title()), mask.mask(text.description()));
    }

    /**
     * What another promotion had opened says what that one promotes, and labels may have got lost on the way. What people
     * wrote themselves is left to them.
     */
    private void adopt(
            StepContext context,
            StepConfig config,
            PullRequests requests,
            PullRequest request,
            GitMirror mirror,
            String head)
            throws IOException, InterruptedException {
        Optional<String> before =
                PullRequestWriter.promotionOf(requests.wording(request.number()).description());
        if (before.isEmpty()) {
            return;
        }
        if (!before.get().equals(context.promotion().name())) {
            requests.reword(request.number(), text(context, config, requests, mirror, head));
            context.log().line("It was opened for promotion " + before.get() + ": its text is now of this one");
        }
        requests.label(request.number(), config.texts("labels"));
    }

    private static String branch(StepConfig config, String key) throws StepFailure {
        try {
            return GitNames.branch(config.text(key));
        } catch (GitException e) {
            throw new StepFailure(key + ": " + e.getMessage(), e);
        }
    }

    private GitMirror mirror(StepContext context, StepConfig config) throws StepFailure {
        String url = config.text("repoURL");
        try {
            return gateways()
                    .mirrors()
                    .get()
                    .open(new GitRemote(
                            url, credential(context, url, Access.READ), config.flag("insecureSkipTLSVerify")));
        } catch (GitException e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    private static String tip(GitMirror mirror, StepConfig config, String branch, String key)
            throws IOException, InterruptedException {
        try {
            return mirror.branch(branch).commit();
        } catch (NoSuchBranchException e) {
            throw new IOException(
                    key + ": " + config.text("repoURL") + " has no branch \"" + branch + "\"; push it first", e);
        }
    }

    private static String message(GitMirror mirror, String commit) throws IOException, InterruptedException {
        AtomicReference<String> message = new AtomicReference<>("");
        mirror.visit(commit, 1, (id, text) -> {
            message.set(text);
            return false;
        });
        return message.get();
    }

    /** Of the promotion's commits those that are asked for; all when none is known by its id, as after a rebase. */
    private static List<RenderedDiff> changes(StepContext context, GitMirror mirror, String head)
            throws IOException, InterruptedException {
        List<RenderedDiff> all = List.copyOf(context.diffs().values());
        Set<String> reached = new HashSet<>();
        mirror.visit(head, MAX_COMMITS, (id, text) -> reached.add(id));
        List<RenderedDiff> here =
                all.stream().filter(diff -> reached.contains(diff.commit())).toList();
        return here.isEmpty() ? all : here;
    }

    private static Optional<PullRequest> known(PullRequests requests, String source, String target, String head)
            throws IOException, InterruptedException {
        List<PullRequest> all = requests.between(source, target);
        return all.stream()
                .filter(one -> one.state() == PullRequest.State.OPEN)
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> one.state() == PullRequest.State.MERGED && one.hasHead(head))
                        .findFirst());
    }

    private static PullRequest open(PullRequests requests, NewPullRequest request, String head)
            throws IOException, InterruptedException {
        try {
            return requests.open(request);
        } catch (HostingException e) {
            // Somebody may have been faster.
            if (e.status() == CONFLICT || e.status() == UNPROCESSABLE) {
                Optional<PullRequest> other = known(requests, request.source(), request.target(), head);
                if (other.isPresent()) {
                    return other.get();
                }
            }
            throw e;
        }
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> pr = new LinkedHashMap<>();
        pr.put("id", null);
        pr.put("url", null);
        return Map.of("pr", pr);
    }
}
