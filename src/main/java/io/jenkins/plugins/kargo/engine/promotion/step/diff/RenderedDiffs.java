package io.jenkins.plugins.kargo.engine.promotion.step.diff;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.Change;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.FieldChange;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.FileChange;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.ResourceChange;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Makes a bounded {@link RenderedDiff} of git's patch. Runs where the files are. */
public final class RenderedDiffs {
    private static final int MAX_FILES = 300;
    private static final int MAX_RESOURCES = 300;
    private static final int MAX_PATCH = 16_000;
    private static final int MAX_PATCHES = 200_000;
    private static final String SECRET = "it holds a Secret";

    private RenderedDiffs() {}

    /** What git is to be called with, before what it is to compare. */
    @NonNull
    public static List<String> gitArguments() {
        return PatchReader.ARGUMENTS;
    }

    /** @param patch what git printed */
    @NonNull
    public static RenderedDiff of(@NonNull String commit, @NonNull String patch) {
        Rendered before = new Rendered();
        Rendered after = new Rendered();
        ArrayList<FileChange> files = new ArrayList<>();
        int room = MAX_PATCHES;
        int more = 0;
        int added = 0;
        int removed = 0;
        String note = "";
        for (PatchFile file : PatchReader.read(patch)) {
            added += file.count('+');
            removed += file.count('-');
            boolean secret = false;
            if (Rendered.isManifest(file.path)) {
                String old = file.text('-');
                String now = file.text('+');
                if (Rendered.isReadable(old) && Rendered.isReadable(now)) {
                    boolean secretBefore = before.add(old);
                    boolean secretAfter = after.add(now);
                    secret = secretBefore || secretAfter;
                } else {
                    note = file.path + " is too large to be looked into";
                    secret = Rendered.mentionsSecret(old) || Rendered.mentionsSecret(now);
                }
            }
            if (files.size() < MAX_FILES) {
                FileChange change = change(file, secret, room);
                room -= change.patch().length();
                files.add(change);
            } else {
                more++;
            }
        }
        List<ResourceChange> resources = resources(before, after);
        int listed = Math.min(resources.size(), MAX_RESOURCES);
        return new RenderedDiff(
                commit,
                files,
                more,
                added,
                removed,
                new ArrayList<>(resources.subList(0, listed)),
                resources.size() - listed,
                note);
    }

    /** When the changes cannot be looked at. @param note why */
    @NonNull
    public static RenderedDiff unknown(@NonNull String commit, int files, @NonNull String note) {
        return new RenderedDiff(commit, new ArrayList<>(), files, 0, 0, new ArrayList<>(), 0, note);
    }

    private static FileChange change(PatchFile file, boolean secret, int room) {
        Change change = file.created ? Change.Added : file.deleted ? Change.Removed : Change.Changed;
        String note = file.binary ? "it is binary" : secret ? SECRET : "";
        StringBuilder patch = new StringBuilder();
        if (note.isEmpty()) {
            int limit = Math.min(MAX_PATCH, room);
            for (String line : file.hunks()) {
                if (patch.length() + line.length() >= limit) {
                    note = "the rest is left out";
                    break;
                }
                patch.append(line).append('\n');
            }
        }
        return new FileChange(file.path, change, file.count('+'), file.count('-'), patch.toString(), note);
    }

    private static List<ResourceChange> resources(Rendered before, Rendered after) {
        Set<Resource> all = new LinkedHashSet<>(before.all().keySet());
        all.addAll(after.all().keySet());
        List<ResourceChange> changes = new ArrayList<>();
        for (Resource resource : all) {
            Object old = before.all().get(resource);
            Object now = after.all().get(resource);
            if (!Objects.equals(old, now)) {
                Change change = old == null ? Change.Added : now == null ? Change.Removed : Change.Changed;
                ArrayList<FieldChange> fields = change == Change.Changed
                        ? FieldChanges.of(old, now, before.hides(resource) || after.hides(resource))
                        : new ArrayList<>();
                changes.add(new ResourceChange(
                        change, resource.group(), resource.kind(), resource.namespace(), resource.name(), fields));
            }
        }
        return changes;
    }
}
