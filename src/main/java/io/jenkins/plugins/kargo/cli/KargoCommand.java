package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.cli.CLICommand;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.promotion.StageSignals;
import io.jenkins.plugins.kargo.web.KargoWeb;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.kohsuke.args4j.Option;

/** What all commands share: the project, and the API as the user who runs the command. */
abstract class KargoCommand extends CLICommand {
    private static final Duration POLL = Duration.ofSeconds(1);

    // Set by args4j.
    @Option(name = "--project", aliases = "-p", metaVar = "PROJECT", usage = "Folder and name, such as shop/guestbook")
    String project;

    ApiClient api = new ApiClient(KargoWeb::handle);

    /** Has something run whenever a stage of any project changes. */
    Function<Runnable, StageSignals.Subscription> changes =
            wake -> KargoRuntime.get().signals().listen((project, stage) -> wake.run());

    /** @throws AbortException with what the API says when it refuses */
    @Override
    protected abstract int run() throws AbortException, InterruptedException;

    /** The path of something in the project. */
    @NonNull
    String path(@NonNull String rest) {
        if (project == null || project.isBlank()) {
            throw new IllegalArgumentException("Say which project with --project, as in --project shop/guestbook");
        }
        return "/projects/" + project.replaceAll("^/+|/+$", "") + "/-/" + rest;
    }

    @NonNull
    JsonNode get(@NonNull String rest) throws AbortException {
        return api.get(path(rest), Map.of());
    }

    @NonNull
    JsonNode post(@NonNull String rest, @NonNull Map<String, String> body) throws AbortException {
        return api.post(path(rest), body);
    }

    /**
     * Asks again whenever a stage has changed, and every second for all else, until the answer is the wanted one.
     *
     * @param timeout null to wait as long as it takes
     */
    @NonNull
    JsonNode await(
            @NonNull String rest, @NonNull Predicate<JsonNode> wanted, @CheckForNull Duration timeout, String what)
            throws AbortException, InterruptedException {
        Instant deadline = timeout == null ? Instant.MAX : Instant.now().plus(timeout);
        Semaphore changed = new Semaphore(0);
        try (StageSignals.Subscription ignored = changes.apply(changed::release)) {
            while (true) {
                JsonNode answer = get(rest);
                if (wanted.test(answer)) {
                    return answer;
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new AbortException("Not over after " + timeout.toSeconds() + " s: " + what);
                }
                if (changed.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                }
            }
        }
    }

    /** One of several arguments of which exactly one must be there. */
    @NonNull
    static String only(@NonNull String names, @CheckForNull String... values) {
        String found = null;
        for (String value : values) {
            if (value != null && found != null) {
                throw new IllegalArgumentException("Give only one of " + names);
            }
            found = value == null ? found : value;
        }
        if (found == null) {
            throw new IllegalArgumentException("Give one of " + names);
        }
        return found;
    }
}
