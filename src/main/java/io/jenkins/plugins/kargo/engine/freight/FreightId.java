package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.url.ChartUrls;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.freight.url.SlashPath;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * The name of a piece of Freight: a SHA-1 over its origin and its artifacts, so that equal contents have equal names. The
 * algorithm is Kargo's ({@code GenerateFreightID}); branch, message, author, annotations and alias do not count.
 */
public final class FreightId {

    private FreightId() {}

    /** The name of Freight with these contents, 40 hexadecimal digits; the order of the lists does not matter. */
    @NonNull
    public static String of(
            @NonNull FreightOrigin origin,
            @NonNull List<GitCommit> commits,
            @NonNull List<Image> images,
            @NonNull List<Chart> charts,
            @NonNull List<ArtifactReference> artifacts) {
        return Sha1.hexOf(hashed(origin, commits, images, charts, artifacts));
    }

    /** The name that this Freight's contents ask for, whatever name it has. */
    @NonNull
    public static String of(@NonNull Freight freight) {
        return of(freight.origin(), freight.commits(), freight.images(), freight.charts(), freight.artifacts());
    }

    /** The text that is hashed. */
    static String hashed(
            FreightOrigin origin,
            List<GitCommit> commits,
            List<Image> images,
            List<Chart> charts,
            List<ArtifactReference> artifacts) {
        List<String> parts = new ArrayList<>();
        commits.forEach(c -> parts.add(part(c)));
        images.forEach(i -> parts.add(part(i)));
        charts.forEach(c -> parts.add(part(c)));
        artifacts.forEach(a -> parts.add(part(a)));
        parts.sort(ByteOrder.OF_UTF8);
        return origin + ":" + String.join("|", parts);
    }

    /** The tag counts: a commit that gets a second tag later makes new Freight. */
    private static String part(GitCommit commit) {
        String tag = commit.tag().isEmpty() ? "" : commit.tag() + ':';
        return GitUrls.normalize(commit.repoURL()) + ':' + tag + commit.id() + suffix(commit.subscriptionName());
    }

    /** Tag and digest both count: tags move, and one digest gets several tags. The URL counts as written. */
    private static String part(Image image) {
        return image.repoURL() + ':' + image.tag() + '@' + image.digest() + suffix(image.subscriptionName());
    }

    private static String part(Chart chart) {
        String path = SlashPath.join(ChartUrls.normalize(chart.repoURL()), chart.name());
        return path + ':' + chart.version() + suffix(chart.subscriptionName());
    }

    private static String part(ArtifactReference artifact) {
        return artifact.artifactType() + ':' + artifact.subscriptionName() + ':' + artifact.version();
    }

    private static String suffix(String subscriptionName) {
        return subscriptionName.isEmpty() ? "" : ':' + subscriptionName;
    }
}
