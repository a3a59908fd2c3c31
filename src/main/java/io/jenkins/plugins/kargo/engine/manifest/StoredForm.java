package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Files as they may be stored: without what a Secret in them holds. Every line stays where it is. */
public final class StoredForm {
    private static final Set<String> HELD = Set.of("data", "stringData");

    private StoredForm() {}

    /** From the first character of a value to the first after it, in code points. */
    private record Span(int start, int end) {}

    /** @param files that can be read; what cannot be read comes back as it is */
    @NonNull
    public static List<ManifestFile> of(@NonNull List<ManifestFile> files) {
        return files.stream().map(StoredForm::of).toList();
    }

    private static ManifestFile of(ManifestFile file) {
        if (!file.text().contains("Secret")) {
            return file;
        }
        List<Span> spans = new ArrayList<>();
        try {
            Composer composer = YamlReader.composer(file.text());
            while (composer.checkNode()) {
                collect(composer.getNode(), spans);
            }
        } catch (YAMLException | IllegalArgumentException e) {
            return file;
        }
        StringBuilder text = new StringBuilder(file.text());
        for (int i = spans.size() - 1; i >= 0; i--) {
            int start = file.text().offsetByCodePoints(0, spans.get(i).start());
            int end = file.text().offsetByCodePoints(0, spans.get(i).end());
            String removed = text.substring(start, end);
            int lastLine = removed.lastIndexOf('\n');
            // A block's end is where the next word begins: what indents that word stays.
            String kept = lastLine < 0
                    ? ""
                    : "\n".repeat((int) removed.chars().filter(c -> c == '\n').count())
                            + indentation(removed.substring(lastLine + 1));
            text.replace(start, end, "{}" + kept);
        }
        return new ManifestFile(file.path(), text.toString());
    }

    private static String indentation(String line) {
        return line.isBlank() ? line : "";
    }

    private static void collect(Node node, List<Span> spans) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collect(item, spans));
        } else if (node instanceof MappingNode mapping) {
            boolean secret = isSecret(mapping);
            for (NodeTuple member : mapping.getValue()) {
                if (secret && member.getKeyNode() instanceof ScalarNode key && HELD.contains(key.getValue())) {
                    Mark start = member.getValueNode().getStartMark();
                    Mark end = member.getValueNode().getEndMark();
                    spans.add(new Span(start.getIndex(), end.getIndex()));
                } else if (!secret) {
                    collect(member.getValueNode(), spans);
                }
            }
        }
    }

    private static boolean isSecret(MappingNode mapping) {
        return mapping.getValue().stream()
                .anyMatch(member -> member.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("kind")
                        && member.getValueNode() instanceof ScalarNode kind
                        && kind.getValue().equals("Secret"));
    }
}
