package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitNames;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code git-tag}: puts an annotated tag on a checkout's head; output {@code commit} is that head. */
public final class GitTagStep extends FileStep {
    private final Supplier<GitSettings> settings;

    public GitTagStep(@NonNull Supplier<GitSettings> settings) {
        super("git-tag");
        this.settings = settings;
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String tag = config.text("tag");
        try {
            GitNames.tag(tag);
        } catch (GitException e) {
            throw new StepFailure(e.getMessage(), e);
        }
        SigningKey key = Signing.ofCheckout(context, config, settings.get());
        Tag operation = new Tag(
                config.text("path"), tag, config.text("message"), config.flag("force"), key, StepTime.of(context));
        return StepResult.succeeded(
                Map.of("commit", context.workspace().git(operation).orFail()));
    }

    public record Tag(
            String path,
            String tag,
            String message,
            boolean force,
            @CheckForNull SigningKey key,
            StepTime time) implements GitOperation<Outcome<String>> {
        @Override
        public Outcome<String> run(@NonNull GitCli git, @NonNull Path workDir)
                throws IOException, InterruptedException {
            return Outcome.of(() -> Signing.use(git, key, signing -> {
                WorkTree tree = WorkTree.open(signing, workDir, path);
                List<String> arguments =
                        new ArrayList<>(List.of("tag", key == null ? "--annotate" : "--sign", "-m", message));
                if (force) {
                    arguments.add("--force");
                }
                arguments.add(tag);
                String head = tree.head();
                if (!isThere(tree, head)) {
                    tree.run(null, arguments, time.environment());
                }
                return head;
            }));
        }

        /** Whether an earlier run of this step, which was cut off, has made the tag. */
        private boolean isThere(WorkTree tree, String head) throws IOException, InterruptedException {
            String format = "--format=%(*objectname) %(taggerdate:unix)";
            return tree.run("for-each-ref", format, "refs/tags/" + tag)
                    .equals(head + ' ' + time.instant().getEpochSecond());
        }
    }
}
