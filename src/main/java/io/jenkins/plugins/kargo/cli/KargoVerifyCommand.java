package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.AbortException;
import hudson.Extension;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code kargo-verify STAGE}: verifies what it holds once more, or ends the verification that is under way. */
@Extension
@Restricted(NoExternalUse.class)
public class KargoVerifyCommand extends KargoCommand {
    @Argument(metaVar = "STAGE", required = true, usage = "Name of the stage")
    String stage;

    @Option(name = "--abort", usage = "End the verification that is under way")
    boolean abort;

    @Override
    public String getShortDescription() {
        return Messages.KargoVerifyCommand_description();
    }

    @Override
    protected int run() throws AbortException {
        JsonNode verification = post("stages/" + stage + (abort ? "/abort-verification" : "/verify"), Map.of());
        stdout.println("verification " + verification.path("id").asText() + " of stage " + stage + ": "
                + verification.path("phase").asText());
        return 0;
    }
}
