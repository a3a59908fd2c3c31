package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.regex.Pattern;

/** Marks the commits that a promotion makes, so that they are known again on the remote. */
public final class CommitMessage {
    static final String TRAILER = "Kargo-Promotion";
    private static final Pattern PROMOTION_LINE = Pattern.compile("(?m)^" + TRAILER + ": .*(\\R|$)");

    private static final Pattern TRAILER_LINE = Pattern.compile("[A-Za-z0-9-]+: \\S.*");

    private CommitMessage() {}

    /** The message with the promotion's trailer, in the block of trailers that it may already end with. */
    @NonNull
    static String of(@NonNull String message, @NonNull String promotion) {
        return with(message, TRAILER, promotion);
    }

    /** The message as people wrote it. */
    @NonNull
    public static String withoutPromotion(@NonNull String message) {
        return PROMOTION_LINE.matcher(message).replaceAll("").stripTrailing();
    }

    /** The message with another trailer. */
    @NonNull
    static String with(@NonNull String message, @NonNull String name, @NonNull String value) {
        String body = message.stripTrailing();
        String trailer = name + ": " + value;
        int paragraph = body.lastIndexOf("\n\n");
        boolean hasTrailers = paragraph > 0
                && body.substring(paragraph + 2)
                        .lines()
                        .allMatch(line -> TRAILER_LINE.matcher(line).matches());
        return body + (hasTrailers ? "\n" : "\n\n") + trailer + "\n";
    }
}
