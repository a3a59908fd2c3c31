package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.step.git.CommitUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What people read: what is promoted where, and who approved. Markdown, which every hosting service shows. */
record PullRequestText(@NonNull String title, @NonNull String description) {
    private static final int LONGEST_TITLE = 255;
    /** The shortest limit is that of Azure DevOps. */
    private static final int LONGEST_DESCRIPTION = 4000;

    private static final int SHORT_COMMIT = 7;

    /** @param rootUrl of this Jenkins, empty when unknown @param title empty for the commit's first line @param description empty for the rest of it */
    static PullRequestText of(
            Promotion promotion, String rootUrl, String title, String description, String commitMessage) {
        String message = commitMessage.strip();
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end).strip();
        String rest = end < 0 ? "" : message.substring(end).strip();
        String heading = title.isEmpty() ? first : title;
        String about = facts(promotion, rootUrl);
        String body = description.isEmpty() ? rest : description;
        int room = LONGEST_DESCRIPTION - about.length() - 3;
        if (body.length() > room) {
            body = body.substring(0, Math.max(0, room)) + '…';
        }
        String whole = (body + "\n\n" + about).strip();
        return new PullRequestText(
                heading.substring(0, Math.min(heading.length(), LONGEST_TITLE)),
                whole.substring(0, Math.min(whole.length(), LONGEST_DESCRIPTION)));
    }

    private static String facts(Promotion promotion, String rootUrl) {
        List<String> lines = new ArrayList<>();
        lines.add("---");
        lines.add("Promotion `" + promotion.name() + "` of stage **" + promotion.stage() + "** in project **"
                + promotion.project().name() + "**");
        for (Freight freight : promotion.collection().items().values()) {
            lines.add("");
            lines.add("Freight **" + (freight.alias().isEmpty() ? freight.shortName() : freight.alias()) + "** (`"
                    + freight.shortName() + "`)");
            artifacts(freight, lines);
        }
        String approvers = approvers(promotion);
        if (!approvers.isEmpty()) {
            lines.add("");
            lines.add("Approved by " + approvers);
        }
        if (!rootUrl.isEmpty() && !promotion.build().url().isEmpty()) {
            lines.add("");
            lines.add("[" + plain(promotion.build().displayName()) + "](" + rootUrl
                    + promotion.build().url() + ")");
        }
        return String.join("\n", lines);
    }

    private static void artifacts(Freight freight, List<String> lines) {
        for (GitCommit commit : freight.commits()) {
            String id =
                    commit.id().substring(0, Math.min(SHORT_COMMIT, commit.id().length()));
            String link = CommitUrls.of(commit.repoURL(), commit.id(), "")
                    .map(page -> "[`" + id + "`](" + page + ")")
                    .orElse("`" + id + "`");
            lines.add("- commit " + link + " of " + commit.repoURL()
                    + (commit.tag().isEmpty() ? "" : ", tag `" + commit.tag() + "`")
                    + (commit.message().isEmpty() ? "" : ": " + plain(commit.message())));
        }
        for (Image image : freight.images()) {
            lines.add("- image `" + image.repoURL() + (image.tag().isEmpty() ? "" : ":" + image.tag()) + "`"
                    + (image.digest().isEmpty() ? "" : " `" + image.digest() + "`"));
        }
        for (Chart chart : freight.charts()) {
            lines.add("- chart `" + (chart.name().isEmpty() ? chart.repoURL() : chart.name()) + "` " + chart.version());
        }
    }

    private static String approvers(Promotion promotion) {
        TreeSet<String> users = new TreeSet<>();
        for (StepRecord record : promotion.records().values()) {
            if (record.uses().equals("wait-for-approval")
                    && record.output() != null
                    && record.output().get("responses") instanceof List<?> responses) {
                for (Object response : responses) {
                    if (response instanceof Map<?, ?> map && map.get("user") instanceof String user) {
                        users.add('`' + user + '`');
                    }
                }
            }
        }
        return String.join(", ", users);
    }

    /** One line that formats nothing and mentions nobody. */
    private static String plain(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.replaceAll("[\\\\`*_\\[\\]<>|]", "\\\\$0").replace("@", "@\u200b");
    }
}
