package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.url.ChartUrls;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.freight.url.ImageUrls;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One artifact that a build wants in the Freight, such as the image that it has just pushed, in place of the newest one.
 *
 * @param repository what the subscription must name: an image repository, a chart's URL or name, a git URL; empty for a
 *     commit of the Warehouse's only git subscription
 * @param version tag or digest, chart version, commit id
 */
public record Pin(
        @NonNull Kind kind,
        @NonNull String repository,
        @NonNull String version) {
    private static final Set<String> KEYS = new TreeSet<>(Set.of("image", "chart", "commit", "git", "repoURL"));
    private static final String FORMS = "write [image: 'registry/app:1.2.3'], [image: 'registry/app@sha256:…'],"
            + " [chart: 'name:1.2.3'], [chart: 'oci://registry/chart:1.2.3'] or [commit: 'sha', repoURL: 'https://…']";

    /** What is pinned. */
    public enum Kind {
        IMAGE,
        CHART,
        COMMIT
    }

    /**
     * Reads the {@code artifacts} of {@code kargoWarehouse}.
     *
     * @throws InvalidPinException saying which entry is wrong and how to write it
     */
    @NonNull
    public static List<Pin> parse(@CheckForNull List<? extends Map<?, ?>> artifacts) {
        List<Pin> pins = new ArrayList<>();
        if (artifacts != null) {
            artifacts.forEach(entry -> pins.add(parse(entry)));
        }
        return List.copyOf(pins);
    }

    private static Pin parse(Map<?, ?> entry) {
        for (Object key : entry.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw new InvalidPinException("artifacts: '" + key + "' is not one of " + KEYS + ": " + FORMS);
            }
        }
        Map<Kind, String> found = new EnumMap<>(Kind.class);
        put(found, Kind.IMAGE, entry.get("image"));
        put(found, Kind.CHART, entry.get("chart"));
        put(found, Kind.COMMIT, entry.get("commit"));
        put(found, Kind.COMMIT, entry.get("git"));
        if (found.size() != 1) {
            throw new InvalidPinException("artifacts: each entry names one of image, chart and commit: " + FORMS);
        }
        Kind kind = found.keySet().iterator().next();
        String text = found.get(kind);
        String repoURL = entry.get("repoURL") == null
                ? ""
                : entry.get("repoURL").toString().strip();
        if (kind == Kind.COMMIT) {
            return new Pin(kind, repoURL, text);
        }
        if (!repoURL.isEmpty() && kind == Kind.IMAGE) {
            throw new InvalidPinException("artifacts: repoURL does not go with image: " + FORMS);
        }
        return split(kind, text, repoURL);
    }

    private static void put(Map<Kind, String> found, Kind kind, @CheckForNull Object value) {
        if (value == null) {
            return;
        }
        String text = value.toString().strip();
        if (text.isEmpty() || found.put(kind, text) != null) {
            throw new InvalidPinException("artifacts: an entry names nothing, or two commits: " + FORMS);
        }
    }

    /** Divides at the digest, or at the last colon when it follows the last slash: others precede ports. */
    private static Pin split(Kind kind, String text, String repoURL) {
        int at = kind == Kind.IMAGE ? text.indexOf('@') : -1;
        int colon = text.lastIndexOf(':');
        String name = "";
        String version = "";
        if (at > 0) {
            name = text.substring(0, at);
            version = text.substring(at + 1);
            int tag = name.lastIndexOf(':');
            name = tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
        } else if (colon > text.lastIndexOf('/')) {
            name = text.substring(0, colon);
            version = text.substring(colon + 1);
        }
        if (name.isEmpty() || version.isEmpty()) {
            throw new InvalidPinException("artifacts: '" + text + "' names no version: " + FORMS);
        }
        return new Pin(kind, repoURL.isEmpty() ? name : repoURL + '/' + name, version);
    }

    /** Whether this pin is meant for the subscription. URLs are compared as Kargo normalises them. */
    boolean isFor(Subscription subscription) {
        if (subscription instanceof Subscription.Image image) {
            return kind == Kind.IMAGE && ImageUrls.normalize(repository).equals(ImageUrls.normalize(image.repoURL()));
        }
        if (subscription instanceof Subscription.Git git) {
            return kind == Kind.COMMIT
                    && (repository.isEmpty() || GitUrls.normalize(repository).equals(GitUrls.normalize(git.repoURL())));
        }
        return kind == Kind.CHART && subscription instanceof Subscription.Chart chart && names(chart);
    }

    private boolean names(Subscription.Chart chart) {
        if (repository.equals(chart.chartName())) {
            return true;
        }
        String url = chart.chartName().isEmpty()
                ? chart.repoURL()
                : chart.repoURL().replaceFirst("/+$", "") + '/' + chart.chartName();
        return ChartUrls.normalize(repository).equals(ChartUrls.normalize(url));
    }

    @Override
    public String toString() {
        String separator = version.startsWith("sha256:") || version.startsWith("sha512:") ? "@" : ":";
        return kind == Kind.COMMIT
                ? "commit " + version + (repository.isEmpty() ? "" : " of " + repository)
                : (kind == Kind.IMAGE ? "image " : "chart ") + repository + separator + version;
    }
}
