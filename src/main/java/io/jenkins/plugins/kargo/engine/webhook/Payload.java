package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JSON value of a request. What is not there, or is of another type, reads as empty. */
record Payload(@CheckForNull Object value) {
    static Payload of(@NonNull WebhookRequest request) throws WebhookRefused {
        try {
            return new Payload(JsonReader.read(new String(request.body(), StandardCharsets.UTF_8), Evaluation.plain()));
        } catch (ValueException e) {
            throw WebhookRefused.badRequest("invalid request body: " + e.getMessage());
        }
    }

    Payload at(@NonNull String... path) {
        Object here = value;
        for (String key : path) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Payload(here);
    }

    @NonNull
    String text(@NonNull String... path) {
        return at(path).value() instanceof String text ? text : "";
    }

    boolean flag(@NonNull String... path) {
        return Boolean.TRUE.equals(at(path).value());
    }

    /** A whole number, -1 when there is none. */
    long number(@NonNull String... path) {
        return at(path).value() instanceof Double number ? number.longValue() : -1;
    }

    /** A number that counts, 0 when there is none. */
    long whole(@NonNull String... path) {
        return Math.max(0, number(path));
    }

    @NonNull
    List<Payload> list(@NonNull String... path) {
        List<Payload> items = new ArrayList<>();
        if (at(path).value() instanceof List<?> list) {
            list.forEach(item -> items.add(new Payload(item)));
        }
        return items;
    }

    /** Those of the fields that hold a text. */
    @NonNull
    List<String> texts(@NonNull String... fields) {
        Set<String> texts = new LinkedHashSet<>();
        for (String field : fields) {
            if (!text(field).isEmpty()) {
                texts.add(text(field));
            }
        }
        return List.copyOf(texts);
    }

    /** The files that commits touched, in the form of GitHub, GitLab and Gitea. */
    @NonNull
    static List<String> paths(@NonNull List<Payload> commits) {
        Set<String> paths = new LinkedHashSet<>();
        for (Payload commit : commits) {
            for (String kind : new String[] {"added", "modified", "removed"}) {
                commit.list(kind).forEach(path -> {
                    if (path.value() instanceof String text) {
                        paths.add(text);
                    }
                });
            }
        }
        return List.copyOf(paths);
    }
}
