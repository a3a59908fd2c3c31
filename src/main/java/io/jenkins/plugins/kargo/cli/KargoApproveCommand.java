package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.AbortException;
import hudson.Extension;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.args4j.Option;

/** {@code kargo-approve}: makes Freight available to a stage, or answers a promotion that waits for approval. */
@Extension
@Restricted(NoExternalUse.class)
public class KargoApproveCommand extends KargoCommand {
    @Option(name = "--freight", metaVar = "NAME", usage = "Name of the Freight to approve")
    String freight;

    @Option(name = "--freight-alias", metaVar = "ALIAS", usage = "Alias of the Freight to approve")
    String alias;

    @Option(name = "--stage", metaVar = "STAGE", usage = "The stage that may have the Freight then")
    String stage;

    @Option(name = "--promotion", metaVar = "NAME", usage = "A promotion that waits for approval")
    String promotion;

    @Option(name = "--reject", usage = "With --promotion: reject it")
    boolean reject;

    @Option(name = "--comment", metaVar = "TEXT", usage = "With --promotion: kept with the answer")
    String comment;

    @Override
    public String getShortDescription() {
        return Messages.KargoApproveCommand_description();
    }

    @Override
    protected int run() throws AbortException {
        String wanted = only("--freight, --freight-alias and --promotion", freight, alias, promotion);
        if (promotion != null) {
            return answer();
        }
        if (stage == null) {
            throw new IllegalArgumentException("Say with --stage which stage may have the Freight");
        }
        JsonNode approved = post("freight/" + wanted + "/approve", Map.of("stage", stage));
        stdout.println("Freight " + approved.path("alias").asText() + " approved for stage " + stage);
        return 0;
    }

    /** Counts only for what the promotion would change when the command looked. */
    private int answer() throws AbortException {
        JsonNode waiting = get("promotions/" + promotion).path("approval");
        Map<String, String> body = Map.of(
                "comment",
                comment == null ? "" : comment,
                "binding",
                waiting.path("binding").asText(""));
        JsonNode answered = post("promotions/" + promotion + (reject ? "/reject" : "/approve"), body);
        JsonNode left = answered.path("approval");
        String more =
                !reject && left.path("given").asInt() < left.path("required").asInt()
                        ? ", " + left.path("given").asInt() + " of "
                                + left.path("required").asInt() + " approvals are there"
                        : "";
        stdout.println("promotion " + promotion + (reject ? " rejected" : " approved") + more);
        return 0;
    }
}
