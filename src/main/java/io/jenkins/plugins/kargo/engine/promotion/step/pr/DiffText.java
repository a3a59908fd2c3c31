package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.FieldChange;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.FileChange;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a pull request changes, in Markdown: by resource, and by file. */
final class DiffText {
    private DiffText() {}

    /** @param room in characters; what has no place is counted, or left out with the whole section */
    @NonNull
    static String of(@NonNull RenderedDiff diff, int room) {
        List<String> resources =
                diff.resources().stream().map(DiffText::line).collect(Collectors.toCollection(ArrayList::new));
        List<String> files = diff.files().stream().map(DiffText::line).collect(Collectors.toCollection(ArrayList::new));
        int count = files.size() + diff.moreFiles();
        String heading = "#### Changes\n\n"
                + (count == 0
                        ? ""
                        : count + (count == 1 ? " file" : " files") + ", +" + diff.addedLines() + " −"
                                + diff.removedLines() + " lines")
                + (diff.note().isEmpty() ? "" : (count == 0 ? "" : "; ") + Markdown.plain(diff.note()));
        Section text = new Section(heading, room);
        text.list(resources, diff.moreResources(), "resources");
        text.list(files, diff.moreFiles(), "files");
        for (FileChange file : diff.files()) {
            if (!file.patch().isEmpty()) {
                text.block(Markdown.fenced("diff", "--- " + file.path() + '\n' + file.patch()));
            }
        }
        return text.toString();
    }

    private static String line(ResourceChange resource) {
        String line = "- " + word(resource.change().name()) + ' ' + Markdown.code(resource.label());
        String fields = resource.fields().stream().map(DiffText::field).collect(Collectors.joining(", "));
        return fields.isEmpty() ? line : line + ": " + fields;
    }

    private static String field(FieldChange field) {
        String path = Markdown.code(field.path());
        return field.before() == null || field.after() == null
                ? path
                : path + ' ' + Markdown.code(field.before()) + " → " + Markdown.code(field.after());
    }

    private static String line(FileChange file) {
        return "- " + word(file.change().name()) + ' ' + Markdown.code(file.path()) + " (+" + file.added() + " −"
                + file.removed() + ')' + (file.note().isEmpty() ? "" : ", " + Markdown.plain(file.note()));
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Grows as long as there is room. */
    private static final class Section {
        private final StringBuilder text = new StringBuilder();
        private final int room;

        Section(String heading, int room) {
            this.room = room;
            append(heading);
        }

        void list(List<String> lines, int more, String what) {
            int shown = 0;
            String separator = "\n\n";
            for (String line : lines) {
                // The last line that fits may be the one that counts the rest.
                if (text.length() + line.length() > room - 60 || !append(separator + line)) {
                    break;
                }
                separator = "\n";
                shown++;
            }
            int rest = lines.size() - shown + more;
            if (rest > 0) {
                append(separator + "- and " + rest + " more " + what);
            }
        }

        void block(String block) {
            append("\n\n" + block);
        }

        private boolean append(String addition) {
            boolean fits = text.length() + addition.length() <= room;
            if (fits) {
                text.append(addition);
            }
            return fits;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
