package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.hosting.Wording;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.step.git.CommitMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes what people read: what is promoted where, with links, who asked and who approved, and what it changes. When there
 * is little room, the changes give way first, then the author's own words.
 */
final class PullRequestWriter {
    private static final int LONGEST_TITLE = 255;
    private static final Pattern PROMOTION = Pattern.compile("(?m)^Promotion \\[?`([^`]+)`.* of stage ");

    private final Promotion promotion;
    private final String rootUrl;
    private final int longestDescription;

    /** @param rootUrl of this Jenkins, empty when unknown */
    PullRequestWriter(Promotion promotion, String rootUrl, int longestDescription) {
        this.promotion = promotion;
        this.rootUrl = rootUrl;
        this.longestDescription = longestDescription;
    }

    /**
     * Which promotion a description that was written here is about; empty for one of somebody else's.
     *
     * @param description as the server gives it
     */
    @NonNull
    static Optional<String> promotionOf(@NonNull String description) {
        Matcher line = PROMOTION.matcher(description);
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /**
     * As Kargo does it.
     *
     * @param title empty for the commit's first line; @param description empty for the rest of it, or for the whole when the
     *     title is another; the trailer that names the promotion is left out, because the facts do
     */
    @NonNull
    Wording write(
            @NonNull String title,
            @NonNull String description,
            @NonNull String commitMessage,
            @NonNull List<RenderedDiff> diffs) {
        String message = CommitMessage.withoutPromotion(commitMessage).strip();
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end).strip();
        String rest = end < 0 ? "" : message.substring(end).strip();
        String about = facts();
        String body = cut(
                description.isEmpty() ? (title.isEmpty() ? rest : message) : description,
                longestDescription - about.length() - 2);
        String whole = cut((body + "\n\n" + about).strip(), longestDescription);
        for (RenderedDiff diff : diffs) {
            String changes = DiffText.of(diff, longestDescription - whole.length() - 2);
            whole += changes.isEmpty() ? "" : "\n\n" + changes;
        }
        return new Wording(cut(title.isEmpty() ? first : title, LONGEST_TITLE), whole);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, Math.max(0, length - 1)) + '…';
    }

    private String facts() {
        List<String> lines = new ArrayList<>();
        lines.add("---");
        lines.add("Promotion " + linked(Markdown.code(promotion.name()), "promotion", promotion.name()) + " of stage "
                + linked("**" + promotion.stage() + "**", "stage", promotion.stage()) + " in project **"
                + promotion.project().name() + "**");
        for (Freight freight : promotion.collection().items().values()) {
            String name = freight.alias().isEmpty() ? freight.shortName() : freight.alias();
            lines.add("");
            lines.add("Freight " + linked("**" + name + "**", "freight", freight.name()) + " ("
                    + Markdown.code(freight.shortName()) + ")\n");
            lines.addAll(FreightText.lines(freight));
        }
        paragraph(lines, "Requested by ", promotion.actor().isEmpty() ? "" : Markdown.code(promotion.actor()));
        paragraph(lines, "Approved by ", approvers());
        if (!rootUrl.isEmpty() && !promotion.build().url().isEmpty()) {
            paragraph(
                    lines,
                    "Build ",
                    Markdown.link(
                            Markdown.plain(promotion.build().displayName()),
                            rootUrl + promotion.build().url()));
        }
        return String.join("\n", lines);
    }

    private static void paragraph(List<String> lines, String label, String text) {
        if (!text.isEmpty()) {
            lines.add("");
            lines.add(label + text);
        }
    }

    /** A panel of the project's page. */
    private String linked(String label, String panel, String name) {
        if (rootUrl.isEmpty()) {
            return label;
        }
        String project = Arrays.stream(promotion.project().path().split("/"))
                .map(PullRequestWriter::encoded)
                .collect(Collectors.joining("/"));
        return Markdown.link(label, rootUrl + "kargo/project/" + project + "/?" + panel + '=' + encoded(name));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String approvers() {
        TreeSet<String> users = new TreeSet<>();
        for (StepRecord record : promotion.records().values()) {
            if (record.uses().equals("wait-for-approval")
                    && record.output() != null
                    && record.output().get("responses") instanceof List<?> responses) {
                for (Object response : responses) {
                    if (response instanceof Map<?, ?> map
                            && "approved".equals(map.get("action"))
                            && map.get("user") instanceof String user) {
                        users.add(Markdown.code(user));
                    }
                }
            }
        }
        return String.join(", ", users);
    }
}
