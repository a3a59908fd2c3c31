package io.jenkins.plugins.kargo.local.linkage;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Collects everything that a class file refers to: types wherever they stand, fields and methods that are used. */
final class References extends ClassVisitor {
    private final Set<Reference> found;
    private final String from;

    private References(ClassVisitor types, String from, Set<Reference> found) {
        super(Opcodes.ASM9, types);
        this.found = found;
        this.from = from;
    }

    static Set<Reference> of(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        Set<Reference> found = new LinkedHashSet<>();
        Remapper everyType = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                found.add(Reference.type(reader.getClassName(), internalName));
                return internalName;
            }
        };
        // The remapper asks for every type in descriptors, signatures, annotations, literals and catch clauses.
        ClassVisitor types = new ClassRemapper(new ClassVisitor(Opcodes.ASM9) {}, everyType);
        reader.accept(new References(types, reader.getClassName(), found), ClassReader.SKIP_DEBUG);
        return found;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new Uses(super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    private final class Uses extends MethodVisitor {
        Uses(MethodVisitor types) {
            super(Opcodes.ASM9, types);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
            found.add(
                    new Reference(from, owner, Reference.Kind.FIELD, name + ' ' + descriptor, isStatic, false, false));
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean isSuper = opcode == Opcodes.INVOKESPECIAL && !name.equals("<init>") && !owner.equals(from);
            method(owner, name, descriptor, opcode == Opcodes.INVOKESTATIC, isInterface, isSuper);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            handle(bootstrap);
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    handle(handle);
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        private void handle(Handle handle) {
            if (handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                method(
                        handle.getOwner(),
                        handle.getName(),
                        handle.getDesc(),
                        handle.getTag() == Opcodes.H_INVOKESTATIC,
                        handle.isInterface(),
                        false);
            }
        }

        private void method(
                String owner, String name, String descriptor, boolean isStatic, boolean isInterface, boolean isSuper) {
            if (!owner.startsWith("[")) {
                found.add(new Reference(
                        from, owner, Reference.Kind.METHOD, name + descriptor, isStatic, isInterface, isSuper));
            }
        }
    }
}
