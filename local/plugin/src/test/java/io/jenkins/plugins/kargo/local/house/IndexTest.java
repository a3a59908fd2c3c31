package io.jenkins.plugins.kargo.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Without its line in an index file an annotation is ignored by Jenkins, silently. */
class IndexTest {
    private static final Path CLASSES = Path.of("target", "classes");

    @ParameterizedTest
    @ValueSource(strings = {"hudson.init.Initializer", "hudson.init.Terminator", "org.jenkinsci.Symbol"})
    void theIndexListsExactlyTheAnnotatedClasses(String annotation) throws IOException {
        Path index = CLASSES.resolve("META-INF/annotations").resolve(annotation);
        List<String> listed = Files.exists(index) ? Files.readAllLines(index) : List.of();
        assertThat(new TreeSet<>(listed)).isEqualTo(annotatedWith(annotation));
    }

    private static Set<String> annotatedWith(String annotation) throws IOException {
        String descriptor = 'L' + annotation.replace('.', '/') + ';';
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                ClassReader reader = new ClassReader(Files.readAllBytes(file));
                Search search = new Search(descriptor);
                reader.accept(search, ClassReader.SKIP_CODE);
                if (search.found) {
                    found.add(reader.getClassName().replace('/', '.'));
                }
            }
        }
        return found;
    }

    private static final class Search extends ClassVisitor {
        private final String descriptor;
        private boolean found;

        Search(String descriptor) {
            super(Opcodes.ASM9);
            this.descriptor = descriptor;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            found |= annotation.equals(descriptor);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    found |= annotation.equals(descriptor);
                    return null;
                }
            };
        }
    }
}
