package io.jenkins.plugins.kargo.local.linkage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.objectweb.asm.Opcodes;

/**
 * The public and protected members of Jenkins and of the plugins that Kargo depends on. One line per class ({@code C
 * name flags super interfaces}) followed by its fields and methods ({@code F|M name descriptor flags throws}). Flags:
 * public, pRotected ({@code r}), static, final, abstract, interface, deprecated.
 */
final class LinkageRecord {
    private static final String RESOURCE = "linkage-2.528.3.txt.gz";

    private final Map<String, ClassShape> classes;

    private LinkageRecord(Map<String, ClassShape> classes) {
        this.classes = classes;
    }

    static LinkageRecord load() {
        return parse(lines());
    }

    static List<String> lines() {
        try (InputStream packed = LinkageRecord.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LinkageRecord parse(List<String> lines) {
        Map<String, ClassShape> classes = new HashMap<>();
        ClassShape current = null;
        for (String line : lines) {
            String[] part = line.split(" ");
            switch (part[0]) {
                case "C" -> {
                    current = new ClassShape(
                            part[1],
                            access(part[2]),
                            part[3],
                            part.length > 4 ? List.of(part[4].split(",")) : List.of(),
                            new HashMap<>(),
                            new HashMap<>(),
                            true);
                    classes.put(current.name(), current);
                }
                case "F" -> current.fields().put(part[1] + ' ' + part[2], access(part[3]));
                case "M" -> current.methods().put(part[1] + part[2], access(part[3]));
                default -> throw new IllegalArgumentException("unknown line in the record: " + line);
            }
        }
        return new LinkageRecord(classes);
    }

    private static int access(String flags) {
        return flags.chars().map(LinkageRecord::access).reduce(0, (all, one) -> all | one);
    }

    private static int access(int flag) {
        return switch (flag) {
            case 'p' -> Opcodes.ACC_PUBLIC;
            case 'r' -> Opcodes.ACC_PROTECTED;
            case 's' -> Opcodes.ACC_STATIC;
            case 'f' -> Opcodes.ACC_FINAL;
            case 'a' -> Opcodes.ACC_ABSTRACT;
            case 'i' -> Opcodes.ACC_INTERFACE;
            case 'd' -> Opcodes.ACC_DEPRECATED;
            default -> throw new IllegalArgumentException("unknown flag in the record: " + (char) flag);
        };
    }

    /** Whether a class of this name can only come from Jenkins or one of its plugins. */
    static boolean covers(String name) {
        return name.startsWith("hudson/")
                || name.startsWith("jenkins/")
                || name.startsWith("org/kohsuke/")
                || name.startsWith("org/jenkinsci/")
                || name.startsWith("com/cloudbees/");
    }

    /** Null when the real Jenkins has no such public class. */
    ClassShape find(String name) {
        return classes.get(name);
    }

    int size() {
        return classes.size();
    }
}
