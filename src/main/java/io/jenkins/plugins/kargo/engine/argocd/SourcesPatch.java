package io.jenkins.plugins.kargo.engine.argocd;

import java.util.List;
import java.util.Map;

/** The sources of an Application as they stand in its spec: a list, or the only one by itself. */
final class SourcesPatch {
    private SourcesPatch() {}

    /** A part of the spec; a list of sources is replaced as a whole, the only one is merged. */
    static Map<String, Object> of(Application application, List<Map<String, Object>> sources) {
        if (application.hasSeveralSources()) {
            return Map.of("sources", sources);
        }
        return sources.isEmpty() ? Map.of() : Map.of("source", sources.get(0));
    }

    /** For people. */
    static String describe(Application application, SyncRequest request) {
        List<Map<String, Object>> sources = request.sources() == null ? application.sources() : request.sources();
        if (sources.size() > 1) {
            return "initiated sync to " + sources.size() + " sources";
        }
        Object revision = sources.isEmpty() ? null : sources.get(0).get("targetRevision");
        return "initiated sync" + (revision == null ? "" : " to " + revision);
    }
}
