package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a step's updates make of an Application's sources. */
final class Sources {
    private static final int SHOWN = 3;

    private Sources() {}

    /** One for each source of the Application, in their order; empty for a source of which any revision will do. */
    static List<String> desiredRevisions(List<SourceUpdate> updates, Application application) {
        return application.sources().stream()
                .map(source -> updates.stream()
                        .filter(update -> update.concerns(source))
                        .map(SourceUpdate::desiredRevision)
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    /**
     * The sources as they are to be, in their order.
     *
     * @throws IOException when an update concerns none of them
     */
    static List<Map<String, Object>> desired(List<SourceUpdate> updates, Application application) throws IOException {
        List<Map<String, Object>> sources = new ArrayList<>(application.sources());
        for (SourceUpdate update : updates) {
            boolean used = false;
            for (int i = 0; i < sources.size(); i++) {
                if (update.concerns(sources.get(i))) {
                    sources.set(i, update.applyTo(sources.get(i)));
                    used = true;
                }
            }
            if (!used) {
                throw new IOException("no source of " + Names.of(application) + " matched update for "
                        + update.describe() + sourcesOf(application));
            }
        }
        return sources;
    }

    private static String sourcesOf(Application application) {
        List<String> all = application.sources().stream()
                .map(source -> source.get("repoURL") + (source.get("chart") == null ? "" : " " + source.get("chart")))
                .toList();
        return "; it has " + (all.isEmpty() ? "none" : String.join(", ", all));
    }

    /**
     * Of several Applications either all are updated or none.
     *
     * @throws IOException when an update does not fit one of them
     */
    static void checkAll(List<SourceUpdate> updates, List<Application> applications) throws IOException {
        if (applications.size() < 2 || updates.isEmpty()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        for (Application application : applications) {
            try {
                desired(updates, application);
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IOException("selected Applications must have compatible sources; " + problems.size()
                    + " incompatible"
                    + (problems.size() > SHOWN ? " (showing first " + SHOWN + ")" : "")
                    + ". No Applications were updated:\n"
                    + String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size()))));
        }
    }
}
