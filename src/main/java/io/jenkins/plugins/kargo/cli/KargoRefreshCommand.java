package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.AbortException;
import hudson.Extension;
import java.time.Duration;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.args4j.Argument;
import org.kohsuke.args4j.Option;

/** {@code kargo-refresh WAREHOUSE}: looks into its repositories now. */
@Extension
@Restricted(NoExternalUse.class)
public class KargoRefreshCommand extends KargoCommand {
    /** The repositories were looked at, but something has to be put right. */
    private static final int FAILED = 16;

    private static final int DEFAULT_TIMEOUT = 600;

    @Argument(metaVar = "WAREHOUSE", required = true, usage = "Name of the warehouse")
    String warehouse;

    @Option(name = "--wait", usage = "Wait for the outcome; then the exit code tells whether it is good")
    boolean wait;

    @Option(name = "--timeout", metaVar = "SECONDS", usage = "Wait at most so long; 600 unless given")
    int timeout = DEFAULT_TIMEOUT;

    @Override
    public String getShortDescription() {
        return Messages.KargoRefreshCommand_description();
    }

    @Override
    protected int run() throws AbortException, InterruptedException {
        String path = "warehouses/" + warehouse;
        String before = get(path).path("check").path("at").asText();
        post(path + "/refresh", Map.of());
        if (!wait) {
            stdout.println("warehouse " + warehouse + " is being refreshed");
            return 0;
        }
        JsonNode check = await(
                        path,
                        answer -> !answer.path("check").path("at").asText().equals(before),
                        Duration.ofSeconds(timeout),
                        "warehouse " + warehouse)
                .path("check");
        stdout.println(check.path("message").asText());
        return check.path("failed").asBoolean() ? FAILED : 0;
    }
}
