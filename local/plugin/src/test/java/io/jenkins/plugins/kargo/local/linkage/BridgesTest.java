package io.jenkins.plugins.kargo.local.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What javac makes of a super call when a stub lacks the method that it should end in. */
class BridgesTest {
    private static final String DESCRIPTOR = "com/cloudbees/hudson/plugins/folder/AbstractFolderPropertyDescriptor";
    private static final String FORM = "(Lorg/kohsuke/stapler/StaplerRequest2;Lnet/sf/json/JSONObject;)";
    private static final String PROPERTY = "Lcom/cloudbees/hudson/plugins/folder/AbstractFolderProperty;";
    private static final String BASE = "hudson/sample/Base";
    private static final String NARROW = "hudson/sample/Narrow";

    @Test
    void aSuperCallThatEndsInABridgeIsFound() {
        byte[] looping = overriding(DESCRIPTOR, "newInstance", FORM + PROPERTY, FORM + "Lhudson/model/Describable;");

        assertThat(check(LinkageRecord.lines(), looping))
                .containsExactly("sample/Caller -> " + DESCRIPTOR + ".newInstance" + FORM + "Lhudson/model/Describable;"
                        + ": is a bridge, which calls this class again: the stub lacks newInstance" + FORM + PROPERTY);
    }

    @Test
    void aSuperCallThatEndsInTheMethodItselfIsNot() {
        assertThat(check(
                        LinkageRecord.lines(), overriding(DESCRIPTOR, "newInstance", FORM + PROPERTY, FORM + PROPERTY)))
                .isEmpty();
    }

    @Test
    void aBridgeWithWiderParametersIsFoundInAClassThatOverridesWhatItCalls() {
        assertThat(check(generic(), overriding(NARROW, "accept", "(Ljava/lang/String;)V", "(Ljava/lang/Object;)V")))
                .containsExactly("sample/Caller -> " + NARROW + ".accept(Ljava/lang/Object;)V: is a bridge, which calls"
                        + " this class again: the stub lacks accept(Ljava/lang/String;)V");
    }

    @Test
    void anOverloadIsNoBridge() {
        assertThat(check(generic(), overriding(NARROW, "accept", "(Ljava/lang/Object;)V", "(Ljava/lang/Object;)V")))
                .isEmpty();
        assertThat(check(generic(), overriding(NARROW, "accept", "(Ljava/lang/Object;)V", "(Ljava/lang/String;)V")))
                .isEmpty();
        assertThat(check(generic(), overriding(BASE, "accept", "(Ljava/lang/Object;)V", "(Ljava/lang/Object;)V")))
                .isEmpty();
    }

    /** A class that narrows the parameter of what it inherits, beside everything that Jenkins has. */
    private static List<String> generic() {
        List<String> lines = new ArrayList<>(LinkageRecord.lines());
        lines.addAll(List.of(
                "C " + BASE + " p java/lang/Object",
                "M <init> ()V p",
                "M accept (Ljava/lang/Object;)V p",
                "C " + NARROW + " p " + BASE,
                "M <init> ()V p",
                "M accept (Ljava/lang/Object;)V p",
                "M accept (Ljava/lang/String;)V p"));
        return lines;
    }

    private static Set<String> check(List<String> record, byte[] bytecode) {
        return new LinkageChecker(LinkageRecord.parse(record), List.of(bytecode)).check();
    }

    /** An abstract class with one method, which does nothing but call {@code super} with the second descriptor. */
    private static byte[] overriding(String parent, String method, String own, String called) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "sample/Caller", null, parent, null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, own, null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        Type[] arguments = Type.getArgumentTypes(called);
        for (int i = 0; i < arguments.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, i + 1);
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, method, called, false);
        boolean returnsNothing = Type.getReturnType(own).equals(Type.VOID_TYPE);
        code.visitInsn(returnsNothing ? Opcodes.RETURN : Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
