package io.jenkins.plugins.kargo.local.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** What ends up in our own bytecode although the record does not show it. */
class StubSurfaceTest {
    /** Each compared by hand with the sources of Jenkins. */
    private static final Set<String> TRUE_CONSTANTS = Set.of(
            "hudson/model/PeriodicWork.DAY",
            "hudson/model/PeriodicWork.HOUR",
            "hudson/model/PeriodicWork.MIN",
            "hudson/model/Run.QUEUE_ID_UNKNOWN",
            "hudson/plugins/git/GitTool.DEFAULT",
            "hudson/security/ACL.ANONYMOUS_USERNAME",
            "hudson/security/ACL.SYSTEM_USERNAME");

    @Test
    void everyAnnotationIsKeptAtRunTime() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Stub stub : stubs()) {
            if ((stub.access & Opcodes.ACC_ANNOTATION) != 0 && !"RUNTIME".equals(stub.retention)) {
                lost.add(stub.name);
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void everyConstantThatJavacCopiesHasTheTrueValue() throws IOException {
        Set<String> copied = new TreeSet<>();
        for (Stub stub : stubs()) {
            copied.addAll(stub.constants);
        }
        assertThat(copied).isSubsetOf(TRUE_CONSTANTS);
    }

    private static List<Stub> stubs() throws IOException {
        List<Stub> stubs = new ArrayList<>();
        for (byte[] bytecode : Bytecode.below(Path.of("..", "jenkins-api", "target", "classes"))) {
            Stub stub = new Stub();
            new ClassReader(bytecode).accept(stub, ClassReader.SKIP_CODE);
            stubs.add(stub);
        }
        return stubs;
    }

    private static final class Stub extends ClassVisitor {
        private final List<String> constants = new ArrayList<>();
        private String name;
        private int access;
        private String retention;

        Stub() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName, String[] ifs) {
            this.name = name;
            this.access = access;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (!descriptor.equals("Ljava/lang/annotation/Retention;")) {
                return null;
            }
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visitEnum(String element, String type, String value) {
                    retention = value;
                }
            };
        }

        @Override
        public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
            if (value != null && (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0) {
                constants.add(name + '.' + field);
            }
            return null;
        }
    }
}
