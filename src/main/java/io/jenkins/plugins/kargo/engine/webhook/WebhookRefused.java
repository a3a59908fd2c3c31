package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A request is not taken; the message tells the sender why and holds no secret. */
public final class WebhookRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    WebhookRefused(int status, @NonNull String message) {
        super(message);
        this.status = status;
    }

    static WebhookRefused unauthorized(@NonNull String message) {
        return new WebhookRefused(401, message);
    }

    static WebhookRefused badRequest(@NonNull String message) {
        return new WebhookRefused(400, message);
    }

    /** Most receivers of Kargo answer so to an event that they do not know. */
    static WebhookRefused unsupported(@NonNull String event) {
        return badRequest("event type " + event + " is not supported");
    }

    /** Some answer so. */
    static WebhookRefused notImplemented(@NonNull String event) {
        return new WebhookRefused(501, "event type " + event + " is not supported");
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }
}
