package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.mirror.GitRemote;
import io.jenkins.plugins.kargo.engine.git.mirror.RemoteInspection;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.LostEffectInspector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds out what became of the push of a promotion that lost its owner. */
public final class LostPushInspector implements LostEffectInspector {
    private static final Set<String> STEPS = Set.of("git-push", "github-push");

    private final RemoteInspection remotes;
    private final Function<Promotion, CredentialResolver> credentials;

    /** @param credentials of the promotion's project, for reading */
    public LostPushInspector(
            @NonNull RemoteInspection remotes, @NonNull Function<Promotion, CredentialResolver> credentials) {
        this.remotes = remotes;
        this.credentials = credentials;
    }

    @Override
    @NonNull
    public LostEffect inspect(@NonNull Promotion promotion, @NonNull StepRecord record) {
        if (!STEPS.contains(record.uses())) {
            return UNKNOWN.inspect(promotion, record);
        }
        String url = text(record, "remote");
        try {
            GitRemote remote = new GitRemote(
                    url,
                    credentials
                            .apply(promotion)
                            .find(url, CredentialResolver.Access.READ)
                            .orElse(null),
                    false);
            return judge(promotion, record, remote);
        } catch (GitException | CredentialRefused e) {
            return new LostEffect(
                    Finding.UNKNOWN, "whether it reached " + url + " could not be seen: " + e.getMessage(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new LostEffect(Finding.UNKNOWN, "looking at " + url + " was interrupted", null);
        }
    }

    private LostEffect judge(Promotion promotion, StepRecord record, GitRemote remote)
            throws GitException, InterruptedException {
        String commit = text(record, "commit");
        String branch = text(record, "branch");
        String tag = text(record, "tag");
        RemoteInspection.Result result = tag.isEmpty()
                ? remotes.branch(remote, branch, commit, CommitMessage.TRAILER + ": " + promotion.name())
                : remotes.tag(remote, tag, commit);
        String target = (tag.isEmpty() ? "branch " + branch : "tag " + tag) + " of " + remote.url();
        if (result.finding() == RemoteInspection.Finding.ABSENT) {
            return new LostEffect(Finding.DID_NOT_HAPPEN, commit + " is not on " + target, null);
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("commit", result.commit());
        if (!branch.isEmpty()) {
            output.put("branch", branch);
        }
        CommitUrls.of(remote.url(), result.commit(), "").ifPresent(page -> output.put("commitURL", page));
        return new LostEffect(Finding.HAPPENED, result.commit() + " is on " + target, output);
    }

    private static String text(StepRecord record, String key) {
        Object value = record.intention().get(key);
        return value == null ? "" : value.toString();
    }
}
