package io.jenkins.plugins.kargo.local.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/**
 * Resolves what the plugin refers to as the JVM would on a real controller. The result is one line per fault; a type
 * whose super types are unknown is a fault too, since then nothing can be said about inherited members.
 */
final class LinkageChecker {
    private final Universe universe;
    private final List<byte[]> plugin;
    private final Map<String, ClassShape> own = new HashMap<>();
    private final Set<String> findings = new TreeSet<>();

    LinkageChecker(LinkageRecord jenkins, Collection<byte[]> plugin) {
        this.plugin = new ArrayList<>(plugin);
        for (byte[] each : plugin) {
            ClassShape shape = Bytecode.shape(each);
            own.put(shape.name(), shape);
        }
        this.universe = new Universe(jenkins, own);
    }

    /** All faults, sorted; empty when the plugin links. */
    Set<String> check() {
        for (byte[] each : plugin) {
            References.of(each).forEach(this::check);
        }
        own.values().forEach(this::checkInheritance);
        return findings;
    }

    private void check(Reference reference) {
        ClassShape owner = universe.find(reference.owner());
        if (owner == null) {
            report(reference, "no such class");
            return;
        }
        if (owner.recorded() && owner.is(Opcodes.ACC_DEPRECATED)) {
            report(reference, "deprecated class");
        }
        if (reference.kind() == Reference.Kind.CLASS || !touchesJenkins(owner)) {
            return;
        }
        if (reference.kind() == Reference.Kind.METHOD && owner.is(Opcodes.ACC_INTERFACE) != reference.isInterface()) {
            report(reference, owner.is(Opcodes.ACC_INTERFACE) ? "is an interface" : "is no interface");
        }
        ClassShape declaring = declaring(owner, reference);
        if (declaring == null) {
            Set<String> missing = universe.missingAncestors(owner);
            report(reference, missing.isEmpty() ? "no such member" : "unknown super types " + missing);
        } else if (declaring.recorded()) {
            checkUse(reference, declaring);
        }
    }

    /** Whether a real Jenkins class is the owner or one of its ancestors. */
    private boolean touchesJenkins(ClassShape owner) {
        return universe.ancestry(owner).stream().anyMatch(ClassShape::recorded)
                || universe.missingAncestors(owner).stream().anyMatch(LinkageRecord::covers);
    }

    private ClassShape declaring(ClassShape owner, Reference reference) {
        if (reference.member().startsWith("<init>")) {
            return owner.methods().containsKey(reference.member()) ? owner : null;
        }
        for (ClassShape each : universe.ancestry(owner)) {
            if (each.members(reference.kind()).containsKey(reference.member())) {
                return each;
            }
        }
        ClassShape object = universe.find("java/lang/Object");
        return object.members(reference.kind()).containsKey(reference.member()) ? object : null;
    }

    private void checkUse(Reference reference, ClassShape declaring) {
        int access = declaring.members(reference.kind()).get(reference.member());
        if (((access & Opcodes.ACC_STATIC) != 0) != reference.isStatic()) {
            report(reference, reference.isStatic() ? "is not static" : "is static");
        }
        if ((access & Opcodes.ACC_PROTECTED) != 0 && !inherits(reference.from(), declaring)) {
            report(reference, "is protected");
        }
        if ((access & Opcodes.ACC_DEPRECATED) != 0) {
            report(reference, "is deprecated");
        }
        if (reference.isSuper()) {
            Bridges bridges = new Bridges(universe);
            bridges.target(declaring, reference.member(), universe.find(reference.from()))
                    .ifPresent(target ->
                            report(reference, "is a bridge, which calls this class again: the stub lacks " + target));
        }
    }

    /** A lambda or nested class may use what its outer class inherits: javac gives it an accessor there. */
    private boolean inherits(String from, ClassShape declaring) {
        ClassShape shape = universe.find(from);
        return shape != null && universe.ancestry(shape).contains(declaring);
    }

    private void checkInheritance(ClassShape shape) {
        Set<String> missing = universe.missingAncestors(shape);
        if (!missing.isEmpty()) {
            findings.add(shape.name() + ": unknown super types " + missing);
        }
        ClassShape parent = shape.superName() == null ? null : universe.find(shape.superName());
        if (parent != null && parent.recorded()) {
            if (parent.is(Opcodes.ACC_FINAL)) {
                findings.add(shape.name() + " extends " + parent.name() + ": is final");
            }
            if (parent.is(Opcodes.ACC_INTERFACE)) {
                findings.add(shape.name() + " extends " + parent.name() + ": is an interface");
            }
        }
        for (String name : shape.interfaces()) {
            ClassShape found = universe.find(name);
            if (found != null && !found.is(Opcodes.ACC_INTERFACE)) {
                findings.add(shape.name() + " implements " + name + ": is no interface");
            }
        }
        checkOverrides(shape);
    }

    private void checkOverrides(ClassShape shape) {
        boolean concrete = !shape.is(Opcodes.ACC_ABSTRACT) && !shape.is(Opcodes.ACC_INTERFACE);
        for (ClassShape ancestor : universe.ancestry(shape)) {
            if (!ancestor.recorded()) {
                continue;
            }
            ancestor.methods().forEach((method, access) -> {
                Integer mine = shape.methods().get(method);
                if (mine != null && (access & Opcodes.ACC_FINAL) != 0 && !method.startsWith("<init>")) {
                    findings.add(shape.name() + " overrides " + ancestor.name() + '.' + method + ": is final");
                }
                if (concrete && (access & Opcodes.ACC_ABSTRACT) != 0 && !isImplemented(shape, method)) {
                    findings.add(shape.name() + " lacks " + ancestor.name() + '.' + method + ": is abstract");
                }
            });
        }
    }

    private boolean isImplemented(ClassShape shape, String method) {
        return universe.ancestry(shape).stream()
                        .map(each -> each.methods().get(method))
                        .anyMatch(access -> access != null && (access & Opcodes.ACC_ABSTRACT) == 0)
                || universe.find("java/lang/Object").methods().containsKey(method);
    }

    private void report(Reference reference, String fault) {
        findings.add(reference.from() + " -> " + reference.target() + ": " + fault);
    }
}
