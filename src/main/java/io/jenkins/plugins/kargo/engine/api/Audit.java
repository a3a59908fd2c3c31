package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.util.Locale;

/** Who may do what, and who did what. Rights are checked at this moment and as the caller. */
final class Audit {
    private static final int MAX_TEXT = 2000;

    private final KargoStore store;
    private final Clock clock;

    Audit(KargoStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void require(@NonNull Caller.Right right, @NonNull ProjectKey project, @NonNull Caller caller) throws ApiProblem {
        if (!caller.may(right, project)) {
            String name = right.name().charAt(0) + right.name().substring(1).toLowerCase(Locale.ROOT);
            throw ApiProblem.forbidden(caller.userId() + " is missing the Kargo/" + name + " permission");
        }
    }

    /** Adds an entry that names the caller. */
    void note(ProjectKey project, String type, String subject, Caller caller, String message) {
        store.events().add(new Event(project, type, subject, caller.userId(), message, clock.instant()));
    }

    /** Text that a person wrote, such as a comment: a member of the body, empty when it is not there. */
    @NonNull
    static String text(String body, String member) throws ApiProblem {
        String text = ApiJson.optional(body, member);
        if (text.length() > MAX_TEXT) {
            throw ApiProblem.badRequest("The " + member + " is longer than " + MAX_TEXT + " characters");
        }
        return text;
    }
}
