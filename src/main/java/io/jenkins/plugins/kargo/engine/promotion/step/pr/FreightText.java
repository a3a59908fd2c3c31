package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.promotion.step.git.CommitUrls;
import java.util.ArrayList;
import java.util.List;

/** What is in a piece of Freight, in Markdown, with links to where it can be looked at. */
final class FreightText {
    private static final int SHORT_COMMIT = 7;
    private static final String SOURCE = "org.opencontainers.image.source";
    private static final String REVISION = "org.opencontainers.image.revision";

    private FreightText() {}

    /** A list, a line for each artifact. */
    @NonNull
    static List<String> lines(@NonNull Freight freight) {
        List<String> lines = new ArrayList<>();
        freight.commits().forEach(commit -> lines.add(line(commit)));
        freight.images().forEach(image -> lines.add(line(image)));
        for (Chart chart : freight.charts()) {
            lines.add("- chart " + Markdown.code(chart.name().isEmpty() ? chart.repoURL() : chart.name()) + ' '
                    + Markdown.code(chart.version()) + (chart.name().isEmpty() ? "" : " of " + chart.repoURL()));
        }
        for (ArtifactReference artifact : freight.artifacts()) {
            lines.add("- " + Markdown.plain(artifact.artifactType()) + ' ' + Markdown.code(artifact.subscriptionName())
                    + ' ' + Markdown.code(artifact.version()));
        }
        return lines;
    }

    private static String line(GitCommit commit) {
        return "- commit " + commit(commit.repoURL(), commit.id()) + " of " + commit.repoURL()
                + (commit.tag().isEmpty() ? "" : ", tag " + Markdown.code(commit.tag()))
                + (commit.message().isEmpty() ? "" : ": " + Markdown.plain(commit.message()));
    }

    private static String line(Image image) {
        String source = image.annotations().getOrDefault(SOURCE, "");
        String revision = image.annotations().getOrDefault(REVISION, "");
        boolean known = !source.isEmpty() && revision.matches("[0-9a-f]{40}|[0-9a-f]{64}");
        return "- image "
                + Markdown.code(image.repoURL() + (image.tag().isEmpty() ? "" : ":" + image.tag()))
                + (image.digest().isEmpty() ? "" : ' ' + Markdown.code(image.digest()))
                + (known ? ", made of " + commit(source, revision) : "");
    }

    private static String commit(String repoUrl, String id) {
        String code = Markdown.code(id.substring(0, Math.min(SHORT_COMMIT, id.length())));
        return CommitUrls.of(repoUrl, id, "")
                .map(page -> Markdown.link(code, page))
                .orElse(code);
    }
}
