package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlEditor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets images in the text of a kustomization; everything else in it stays as it is. */
final class KustomizationImages {
    private KustomizationImages() {}

    /** New images go to where their name belongs in a sorted list, and to the end of one that is not sorted. */
    @NonNull
    static String set(@NonNull String text, @NonNull List<TargetImage> targets) throws IOException {
        YamlEditor editor = YamlEditor.of(text);
        Object document = editor.document();
        if (document != null && !(document instanceof Map)) {
            throw new IOException("the kustomization is not a map");
        }
        List<Map<?, ?>> current = current(document);
        for (TargetImage target : targets) {
            if (indexOf(current, target.name()) < 0) {
                add(editor, current, target);
                current = current(editor.document());
                continue;
            }
            // kustomize takes them in order: an entry of the same name further down would undo the first.
            for (int i = 0; i < current.size(); i++) {
                if (name(current.get(i)).equals(target.name())) {
                    update(editor, i, current.get(i), target);
                }
            }
        }
        return editor.text();
    }

    /** What the images become: {@code *} stands no more for what the kustomization has, but is it. */
    @NonNull
    static ArrayList<TargetImage> resolved(@NonNull String text, @NonNull List<TargetImage> targets)
            throws IOException {
        List<Map<?, ?>> current = current(YamlEditor.of(text).document());
        ArrayList<TargetImage> resolved = new ArrayList<>();
        for (TargetImage target : targets) {
            int index = indexOf(current, target.name());
            Map<?, ?> image = index < 0 ? Map.of() : current.get(index);
            resolved.add(new TargetImage(
                    target.name(),
                    kept(image, "newName", target.newName()),
                    kept(image, "newTag", target.newTag()),
                    kept(image, "digest", target.digest())));
        }
        return resolved;
    }

    private static String kept(Map<?, ?> image, String field, String value) {
        Object old = image.get(field);
        return !value.equals(TargetImage.KEEP) ? value : old == null ? "" : old.toString();
    }

    private static List<Map<?, ?>> current(Object document) throws IOException {
        Object images = document instanceof Map<?, ?> map ? map.get("images") : null;
        List<Map<?, ?>> current = new ArrayList<>();
        if (images == null) {
            return current;
        }
        if (images instanceof List<?> list) {
            for (Object image : list) {
                if (!(image instanceof Map<?, ?> map)) {
                    throw new IOException("images of the kustomization has an entry that is not a map");
                }
                current.add(map);
            }
            return current;
        }
        throw new IOException("images of the kustomization is not a list");
    }

    private static String name(Map<?, ?> image) {
        return String.valueOf(image.get("name"));
    }

    private static int indexOf(List<Map<?, ?>> current, String name) {
        for (int i = 0; i < current.size(); i++) {
            if (name(current.get(i)).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static void update(YamlEditor editor, int index, Map<?, ?> image, TargetImage target) throws IOException {
        for (Map.Entry<String, String> field : fields(target).entrySet()) {
            String key = "images." + index + '.' + field.getKey();
            String value = field.getValue();
            if (value.equals(TargetImage.KEEP) || value.equals(image.get(field.getKey()))) {
                continue;
            }
            if (value.isEmpty()) {
                editor.remove(key);
            } else {
                editor.set(key, value);
            }
        }
    }

    private static void add(YamlEditor editor, List<Map<?, ?>> current, TargetImage target) throws IOException {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("name", target.name());
        fields(target).forEach((key, value) -> {
            if (!value.isEmpty() && !value.equals(TargetImage.KEEP)) {
                image.put(key, value);
            }
        });
        int index = position(current, target.name());
        if (current.isEmpty()) {
            editor.set("images", List.of(image));
        } else {
            editor.insert("images", index, image);
        }
    }

    private static int position(List<Map<?, ?>> current, String name) {
        List<String> names = current.stream().map(KustomizationImages::name).toList();
        List<String> sorted = names.stream().sorted().toList();
        if (!names.equals(sorted)) {
            return names.size();
        }
        return (int) names.stream().filter(each -> each.compareTo(name) < 0).count();
    }

    private static Map<String, String> fields(TargetImage target) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("newName", target.newName());
        fields.put("newTag", target.newTag());
        fields.put("digest", target.digest());
        return fields;
    }
}
