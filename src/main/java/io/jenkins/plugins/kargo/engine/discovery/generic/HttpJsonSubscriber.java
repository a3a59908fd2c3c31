package io.jenkins.plugins.kargo.engine.discovery.generic;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.GenericSubscriber;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code http-json}: the versions that a web service lists as JSON, on one page or several, within the controller's network
 * policy; an answer without any version is no error. Stateless and thread-safe.
 */
public final class HttpJsonSubscriber implements GenericSubscriber {
    /** What manifests call it. */
    public static final String TYPE = "http-json";

    private static final int MAX_VERSION = 256;

    @Override
    public Map<String, String> problems(Map<String, Object> config) {
        ConfigFields fields = new ConfigFields(config);
        HttpJsonConfig.read(fields);
        return fields.problems();
    }

    @Override
    public List<ArtifactReference> discover(Subscription.Generic subscription, DiscoveryEnvironment environment)
            throws IOException, InterruptedException, CredentialRefused {
        ConfigFields fields = new ConfigFields(subscription.config());
        HttpJsonConfig config = HttpJsonConfig.read(fields);
        fields.throwIfWrong();
        Map<String, Object> items = items(config, environment, subscription.discoveryLimit());
        List<String> versions = config.selection().bestFirst(items.keySet());
        List<String> wanted = versions.subList(0, Math.min(versions.size(), subscription.discoveryLimit()));
        Map<String, ArtifactReference> found = new LinkedHashMap<>();
        for (String version : wanted) {
            found.put(
                    version,
                    new ArtifactReference(TYPE, subscription.name(), version, metadata(config, items.get(version))));
        }
        return List.copyOf(found.values());
    }

    /** By version, as far as it takes to know the best ones; the first of equal ones stays. */
    private static Map<String, Object> items(HttpJsonConfig config, DiscoveryEnvironment environment, int limit)
            throws IOException, InterruptedException, CredentialRefused {
        Map<String, Object> items = new LinkedHashMap<>();
        JsonPages pages = new JsonPages(config, environment);
        boolean ended = false;
        while (!ended && pages.hasNext()) {
            if (pages.count() == config.paging().maxPages()) {
                if (config.selection().isAsListed()) {
                    break;
                }
                throw new IOException(
                        "the list has more than " + pages.count()
                                + " pages, and the best version may be on a later one: raise maxPages, or ask for larger pages");
            }
            int before = items.size();
            add(config, config.items().all(pages.read()), items);
            boolean nothingNew = config.paging().isCounted() && items.size() == before;
            ended = nothingNew || config.selection().isEnough(items.keySet(), limit);
        }
        return items;
    }

    private static void add(HttpJsonConfig config, List<?> listed, Map<String, Object> items) throws IOException {
        for (Object item : listed) {
            String version = text(config.version().first(item));
            if (!version.isEmpty() && version.length() <= MAX_VERSION) {
                items.putIfAbsent(version, item);
            }
        }
    }

    private static Map<String, Object> metadata(HttpJsonConfig config, @CheckForNull Object item) throws IOException {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, ValuePath> entry : config.metadata().entrySet()) {
            metadata.put(entry.getKey(), entry.getValue().first(item));
        }
        return metadata;
    }

    /** A number is written as JSON has it; lists and mappings are no text. */
    @NonNull
    static String text(@CheckForNull Object value) {
        if (value instanceof String text) {
            return text.strip();
        }
        return value instanceof Double ? JsonWriter.compact(value, Evaluation.plain()) : "";
    }
}
