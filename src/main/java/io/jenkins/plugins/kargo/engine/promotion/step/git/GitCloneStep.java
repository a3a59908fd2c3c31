package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitNames;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code git-clone}: a bare clone in the work dir and a linked work tree for each checkout; output {@code commits} holds
 * the head of each. Run again to rebuild a lost work dir, it checks out the commits of its first run.
 */
public final class GitCloneStep extends FileStep {
    private final Supplier<GitSettings> settings;

    public GitCloneStep(@NonNull Supplier<GitSettings> settings) {
        super("git-clone");
        this.settings = settings;
    }

    @Override
    @NonNull
    public TaintPolicy secretFields() {
        return Signing.SECRETS;
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        List<Checkout> checkouts = Checkout.of(config.objects("checkout"));
        CloneOperation operation = operation(context, config, checkouts);
        CloneOperation.Result result = context.workspace().git(operation).orFail();
        result.notes().forEach(context.log()::line);
        Map<String, Object> commits = new LinkedHashMap<>(result.commits());
        return StepResult.succeeded(Map.of("commits", commits));
    }

    private CloneOperation operation(StepContext context, StepConfig config, List<Checkout> checkouts)
            throws StepFailure {
        String url = config.text("repoURL");
        GitSettings now = settings.get();
        Author author = Author.of(config);
        SigningKey key = Signing.ofClone(context, config, now);
        try {
            GitNames.url(url);
            GitAccess read = Remotes.access(context, url, Access.READ);
            GitAccess write = null;
            String refusal = "";
            if (checkouts.stream().anyMatch(Checkout::create) && !context.isPreview()) {
                // Most runs find the branch there, so that a missing right to create it matters only to the others.
                try {
                    write = Remotes.access(context, url, Access.WRITE);
                } catch (CredentialRefused e) {
                    refusal = e.getMessage();
                }
            }
            return new CloneOperation(
                    context.step().as(),
                    new CloneOperation.Source(
                            url,
                            read,
                            config.flag("insecureSkipTLSVerify"),
                            config.flag("blobless"),
                            config.flag("recurseSubmodules")),
                    author == null ? new Author(now.authorName(), now.authorEmail()) : author,
                    checkouts,
                    recordedCommits(context),
                    new CloneOperation.Creation(
                            write,
                            refusal,
                            key,
                            CommitMessage.of(
                                    "Initial commit", context.promotion().name()),
                            StepTime.of(context),
                            context.isPreview()));
        } catch (GitException | CredentialRefused e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    private static LinkedHashMap<String, String> recordedCommits(StepContext context) {
        LinkedHashMap<String, String> commits = new LinkedHashMap<>();
        Object recorded = context.promotion()
                .recordOf(context.step().as())
                .map(StepRecord::output)
                .map(output -> output.get("commits"))
                .orElse(null);
        if (recorded instanceof Map<?, ?> map) {
            map.forEach((key, commit) -> commits.put(String.valueOf(key), String.valueOf(commit)));
        }
        return commits;
    }
}
