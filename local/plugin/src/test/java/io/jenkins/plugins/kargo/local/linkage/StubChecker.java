package io.jenkins.plugins.kargo.local.linkage;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/** Compares our slice of the Jenkins API with the record: it may leave things out, but what it shows must be real. */
final class StubChecker {
    private static final int CLASS_FLAGS =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE;
    private static final int MEMBER_FLAGS =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT;
    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private final LinkageRecord jenkins;
    private final Universe real;
    private final Map<String, ClassShape> stubs = new HashMap<>();
    private final Set<String> findings = new TreeSet<>();

    StubChecker(LinkageRecord jenkins, Collection<byte[]> bytecode) {
        this.jenkins = jenkins;
        this.real = new Universe(jenkins, Map.of());
        for (byte[] each : bytecode) {
            ClassShape shape = Bytecode.shape(each);
            stubs.put(shape.name(), shape);
        }
    }

    /** All differences, sorted; empty when every visible member of every stub is real. */
    Set<String> check() {
        stubs.values().stream()
                .filter(stub -> LinkageRecord.covers(stub.name()) && (stub.access() & VISIBLE) != 0)
                .forEach(this::check);
        return findings;
    }

    private void check(ClassShape stub) {
        ClassShape recorded = jenkins.find(stub.name());
        if (recorded == null) {
            findings.add(stub.name() + ": no such class");
            return;
        }
        compare(stub.name(), stub.access() & CLASS_FLAGS, recorded.access() & CLASS_FLAGS);
        if (stub.is(Opcodes.ACC_FINAL) != recorded.is(Opcodes.ACC_FINAL) && !stub.is(Opcodes.ACC_ENUM)) {
            findings.add(stub.name() + ": final differs");
        }
        checkSuperTypes(stub, recorded);
        for (Reference.Kind kind : new Reference.Kind[] {Reference.Kind.FIELD, Reference.Kind.METHOD}) {
            stub.members(kind).forEach((member, access) -> {
                if ((access & VISIBLE) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0) {
                    checkMember(stub, recorded, kind, member, access);
                }
            });
        }
    }

    /** Every super type of the stub that Jenkins has must be one in reality. */
    private void checkSuperTypes(ClassShape stub, ClassShape recorded) {
        Set<ClassShape> ancestry = real.ancestry(recorded);
        for (String name : superTypes(stub)) {
            if (ancestry.stream().noneMatch(each -> each.name().equals(name))) {
                findings.add(stub.name() + ": is no " + name);
            }
        }
    }

    private static Set<String> superTypes(ClassShape stub) {
        Set<String> names = new TreeSet<>(stub.interfaces());
        names.add(stub.superName());
        return names;
    }

    private void checkMember(ClassShape stub, ClassShape recorded, Reference.Kind kind, String member, int access) {
        String name = stub.name() + '.' + member;
        Integer declared = recorded.members(kind).get(member);
        if (declared != null) {
            compare(name, access & MEMBER_FLAGS, declared & MEMBER_FLAGS);
            return;
        }
        boolean overrides = !member.startsWith("<init>")
                && real.ancestry(recorded).stream().anyMatch(each -> {
                    Integer inherited = each.members(kind).get(member);
                    return inherited != null && (inherited & Opcodes.ACC_STATIC) == (access & Opcodes.ACC_STATIC);
                });
        if (!overrides) {
            findings.add(name + ": no such member");
        }
    }

    private void compare(String name, int stub, int recorded) {
        if (stub != recorded) {
            findings.add(name + ": is " + flags(stub) + ", really " + flags(recorded));
        }
    }

    private static String flags(int access) {
        return java.lang.reflect.Modifier.toString(access);
    }
}
