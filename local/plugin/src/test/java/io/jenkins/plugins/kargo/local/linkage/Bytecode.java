package io.jenkins.plugins.kargo.local.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads class files. */
final class Bytecode {
    private Bytecode() {}

    /** Every class file below a folder, {@code module-info} excepted. */
    static List<byte[]> below(Path folder) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Bytecode::isClass).sorted().toList()) {
                classes.add(Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static boolean isClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && !name.equals("module-info.class");
    }

    /** A class of the JDK or of a library on the class path; null when there is none. */
    static ClassShape ofLibrary(String name) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return in == null ? null : shape(in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static ClassShape shape(byte[] bytecode) {
        ShapeVisitor visitor = new ShapeVisitor();
        new ClassReader(bytecode)
                .accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return visitor.shape();
    }

    private static final class ShapeVisitor extends ClassVisitor {
        private final Map<String, Integer> fields = new HashMap<>();
        private final Map<String, Integer> methods = new HashMap<>();
        private String name;
        private int access;
        private String superName;
        private List<String> interfaces;

        ShapeVisitor() {
            super(Opcodes.ASM9);
        }

        ClassShape shape() {
            return new ClassShape(name, access, superName, interfaces, fields, methods, false);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName, String[] ifs) {
            this.name = name;
            this.access = access;
            this.superName = superName;
            this.interfaces = List.of(ifs);
        }

        @Override
        public void visitInnerClass(String inner, String outer, String simpleName, int innerAccess) {
            if (inner.equals(name)) {
                // Only here a nested class says that it is protected or static.
                access = innerAccess & ~Opcodes.ACC_STATIC;
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            fields.put(name + ' ' + descriptor, access);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            methods.put(name + descriptor, access);
            return null;
        }
    }
}
