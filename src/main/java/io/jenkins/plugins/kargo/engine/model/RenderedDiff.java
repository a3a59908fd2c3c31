package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a promotion changed in the rendered output: what a commit changed in the files of its branch. Bounded in size; what
 * was left out is counted. Values of Secrets are never in it.
 *
 * @param commit whose changes these are
 * @param files by path; @param moreFiles how many changed files are not listed
 * @param addedLines of all text files, listed or not; @param removedLines likewise
 * @param resources Kubernetes resources in YAML and JSON files that came, changed or went, whatever file they are in
 * @param moreResources how many are not listed
 * @param note why something is missing, such as that a file is too large to be looked into; empty when nothing is
 */
public record RenderedDiff(
        @NonNull String commit,
        @NonNull ArrayList<FileChange> files,
        int moreFiles,
        int addedLines,
        int removedLines,
        @NonNull ArrayList<ResourceChange> resources,
        int moreResources,
        @NonNull String note)
        implements Serializable {
    /** What happened to a file or resource. */
    public enum Change {
        Added,
        Changed,
        Removed
    }

    /**
     * @param added lines; @param removed lines; both 0 for a binary file
     * @param patch the changes as unified diff without its header; empty when it is left out
     * @param note why the patch is left out or not complete, empty when it is complete
     */
    public record FileChange(
            @NonNull String path,
            @NonNull Change change,
            int added,
            int removed,
            @NonNull String patch,
            @NonNull String note)
            implements Serializable {}

    /**
     * @param group of its apiVersion, empty for the core group; @param namespace empty when the manifest names none
     * @param fields that changed, the first of them; empty for an added or removed resource
     */
    public record ResourceChange(
            @NonNull Change change,
            @NonNull String group,
            @NonNull String kind,
            @NonNull String namespace,
            @NonNull String name,
            @NonNull ArrayList<FieldChange> fields)
            implements Serializable {
        /** Such as {@code Deployment shop/cart}. */
        @NonNull
        public String label() {
            return kind + ' ' + (namespace.isEmpty() ? "" : namespace + '/') + name;
        }
    }

    /**
     * @param path such as {@code spec.template.spec.containers[0].image}
     * @param before null when the field was not there or is not shown; @param after likewise
     */
    public record FieldChange(
            @NonNull String path,
            @CheckForNull String before,
            @CheckForNull String after) implements Serializable {}

    /** For a log: one line for the files, then one for each resource. */
    @NonNull
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        int count = files.size() + moreFiles;
        lines.add(count + (count == 1 ? " file" : " files") + " changed, +" + addedLines + " -" + removedLines
                + " lines" + (note.isEmpty() ? "" : " (" + note + ')'));
        for (ResourceChange resource : resources) {
            StringBuilder line = new StringBuilder("  ")
                    .append(resource.change().name().toLowerCase(java.util.Locale.ROOT))
                    .append(' ')
                    .append(resource.label());
            String separator = ": ";
            for (FieldChange field : resource.fields()) {
                line.append(separator).append(field.path());
                if (field.before() != null && field.after() != null) {
                    line.append(' ').append(field.before()).append(" -> ").append(field.after());
                }
                separator = ", ";
            }
            lines.add(line.toString());
        }
        if (moreResources > 0) {
            lines.add("  and " + moreResources + " more resources");
        }
        return lines;
    }
}
