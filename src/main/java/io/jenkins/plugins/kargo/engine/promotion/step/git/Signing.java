package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.SigningGit;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the key that signs what an author commits: the author's {@code signingKey}, else the one that the resolver has for
 * the author's email address. No key is stored: a later step on a checkout finds it again by
 * the configuration of the git-clone step that made the checkout.
 */
final class Signing {
    /** Where a configuration may hold a secret. */
    static final TaintPolicy SECRETS = "author.signingKey"::equals;

    private Signing() {}

    /** The key for git-clone itself, null when nothing is signed. */
    @CheckForNull
    static SigningKey ofClone(@NonNull StepContext context, @NonNull StepConfig config, @NonNull GitSettings settings)
            throws StepFailure {
        return key(context, config.object("author"), settings);
    }

    /** The key for commits and tags in a checkout, null when nothing is signed. */
    @CheckForNull
    static SigningKey ofCheckout(
            @NonNull StepContext context, @NonNull StepConfig config, @NonNull GitSettings settings)
            throws StepFailure {
        Optional<StepConfig> author = config.object("author");
        if (author.isEmpty()) {
            Path path = inWorkDir(config.text("path"));
            for (Map<String, Object> earlier : context.earlier("git-clone")) {
                StepConfig clone = new StepConfig(earlier);
                if (clone.objects("checkout").stream()
                        .anyMatch(one -> inWorkDir(one.text("path")).equals(path))) {
                    author = clone.object("author");
                }
            }
        }
        return key(context, author, settings);
    }

    /** The work dir is the root of all paths. */
    private static Path inWorkDir(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return Path.of(path.substring(start)).normalize();
    }

    private static SigningKey key(StepContext context, Optional<StepConfig> author, GitSettings settings)
            throws StepFailure {
        // A preview gets no credential with which something could be made that looks like the real thing.
        if (context.isPreview()) {
            return null;
        }
        Object inline = author.map(one -> one.value("signingKey")).orElse(null);
        String text = String.valueOf(inline instanceof Tainted secret ? secret.reveal() : inline);
        try {
            if (inline != null && !text.isBlank()) {
                return new SigningKey("author.signingKey", new SecretText(text), null);
            }
            String email = author.map(one -> one.text("email")).orElse(settings.authorEmail());
            Optional<Credential> bound = context.credentials().signingKey(email);
            return bound.isEmpty() ? null : SigningKey.of(bound.get());
        } catch (IllegalArgumentException | GitException | CredentialRefused e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    /** What is done with a git that may sign. */
    @FunctionalInterface
    interface Use<T> {
        T with(GitCli git) throws IOException, InterruptedException, StepFailure;
    }

    static <T> T use(@NonNull GitCli git, @CheckForNull SigningKey key, @NonNull Use<T> use)
            throws IOException, InterruptedException, StepFailure {
        if (key == null) {
            return use.with(git);
        }
        try (SigningGit signing = git.signing(key)) {
            return use.with(signing);
        }
    }
}
