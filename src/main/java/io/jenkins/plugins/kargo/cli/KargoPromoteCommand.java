package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.args4j.Option;

/** {@code kargo-promote}: asks for promotions, waits for them, ends one. */
@Extension
@Restricted(NoExternalUse.class)
public class KargoPromoteCommand extends KargoCommand {
    /** The promotion was carried out, but did not succeed. */
    private static final int NOT_SUCCEEDED = 16;

    private static final Set<String> OVER = Set.of("Succeeded", "Failed", "Errored", "Aborted");

    @Option(name = "--freight", metaVar = "NAME", usage = "Name of the Freight to promote")
    String freight;

    @Option(name = "--freight-alias", metaVar = "ALIAS", usage = "Alias of the Freight to promote")
    String alias;

    @Option(name = "--stage", metaVar = "STAGE", usage = "Promote to this stage")
    String stage;

    @Option(
            name = "--downstream-from",
            metaVar = "STAGE",
            usage = "Promote to every stage that takes it from this one; its own Freight unless one is given")
    String downstreamFrom;

    @Option(name = "--rollback", usage = "With --stage: what the stage held before, or the given Freight")
    boolean rollback;

    @Option(name = "--name", metaVar = "PROMOTION", usage = "An existing promotion, for --abort and --retry")
    String name;

    @Option(name = "--abort", usage = "End the promotion")
    boolean abort;

    @Option(name = "--retry", usage = "Ask for the same Freight in the same stage again")
    boolean retry;

    @Option(
            name = "--wait",
            usage = "Wait until the promotions are over; then the exit code tells whether they succeeded")
    boolean wait;

    @Option(name = "--timeout", metaVar = "SECONDS", usage = "Wait at most so long")
    Integer timeout;

    @Override
    public String getShortDescription() {
        return Messages.KargoPromoteCommand_description();
    }

    @Override
    protected int run() throws AbortException, InterruptedException {
        if (name != null) {
            return existing();
        }
        if (abort || retry) {
            throw new IllegalArgumentException("Say which promotion with --name");
        }
        only("--stage and --downstream-from", stage, downstreamFrom);
        if (downstreamFrom != null) {
            return downstream();
        }
        if (rollback) {
            return asked(post("stages/" + stage + "/rollback", freightOrNothing()));
        }
        String wanted = only("--freight and --freight-alias", freight, alias);
        return asked(post("promotions", Map.of("stage", stage, "freight", wanted)));
    }

    private int existing() throws AbortException, InterruptedException {
        if (abort == retry) {
            throw new IllegalArgumentException("Give --abort or --retry with --name");
        }
        if (retry) {
            return asked(post("promotions/" + name + "/retry", Map.of()));
        }
        JsonNode promotion = post("promotions/" + name + "/abort", Map.of());
        boolean over = promotion.path("phase").asText().equals("Aborted");
        stdout.println("promotion " + name + (over ? " aborted" : " is being aborted"));
        return 0;
    }

    private Map<String, String> freightOrNothing() {
        if (freight == null && alias == null) {
            return Map.of();
        }
        return Map.of("freight", only("--freight and --freight-alias", freight, alias));
    }

    private int downstream() throws AbortException, InterruptedException {
        JsonNode answer = post("stages/" + downstreamFrom + "/downstream", freightOrNothing());
        for (JsonNode refused : answer.path("refused")) {
            stderr.println(refused.path("stage").asText() + ": "
                    + refused.path("reason").asText());
        }
        int result = 0;
        for (JsonNode request : answer.path("requests")) {
            result = Math.max(result, asked(request));
        }
        return result;
    }

    private int asked(JsonNode request) throws AbortException, InterruptedException {
        String target = request.path("stage").asText();
        stdout.println("promotion of Freight " + request.path("freight").asText() + " to stage " + target
                + " requested (" + request.path("id").asText() + ")");
        if (!wait) {
            return 0;
        }
        String promotion = await(
                        "requests/" + request.path("id").asText(),
                        answer -> !answer.path("promotion").asText().isEmpty(),
                        limit(),
                        "no build has begun the promotion to stage " + target)
                .path("promotion")
                .asText();
        JsonNode ended = await(
                "promotions/" + promotion,
                answer -> OVER.contains(answer.path("phase").asText()),
                limit(),
                "promotion " + promotion);
        String phase = ended.path("phase").asText();
        String message = ended.path("message").asText();
        stdout.println("promotion " + promotion + ": " + phase + (message.isEmpty() ? "" : ": " + message));
        return phase.equals("Succeeded") ? 0 : NOT_SUCCEEDED;
    }

    @CheckForNull
    private Duration limit() {
        return timeout == null ? null : Duration.ofSeconds(timeout);
    }
}
