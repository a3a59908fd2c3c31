package io.jenkins.plugins.kargo.local.linkage;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Every class that can be there when the plugin runs: its own, those of the real Jenkins, the JDK's and libraries'. */
final class Universe {
    private final LinkageRecord jenkins;
    private final Map<String, ClassShape> own;
    private final Map<String, ClassShape> libraries = new HashMap<>();

    Universe(LinkageRecord jenkins, Map<String, ClassShape> own) {
        this.jenkins = jenkins;
        this.own = Map.copyOf(own);
    }

    /** Null when the class does not exist. A stub of ours never counts: the record alone knows Jenkins' classes. */
    ClassShape find(String name) {
        ClassShape mine = own.get(name);
        if (mine != null) {
            return mine;
        }
        ClassShape real = jenkins.find(name);
        if (real != null || LinkageRecord.covers(name) || isPartOfTheLocalBuild(name)) {
            return real;
        }
        return libraries.computeIfAbsent(name, Bytecode::ofLibrary);
    }

    private static boolean isPartOfTheLocalBuild(String name) {
        return name.startsWith("io/jenkins/plugins/kargo/local/");
    }

    boolean isOwn(String name) {
        return own.containsKey(name);
    }

    /** The class, its super classes from below, then all interfaces; classes that do not exist are left out. */
    Set<ClassShape> ancestry(ClassShape start) {
        Set<ClassShape> chain = new LinkedHashSet<>();
        for (ClassShape at = start; at != null; at = at.superName() == null ? null : find(at.superName())) {
            chain.add(at);
        }
        Set<ClassShape> all = new LinkedHashSet<>(chain);
        for (ClassShape each : chain) {
            addInterfaces(each, all);
        }
        return all;
    }

    private void addInterfaces(ClassShape of, Set<ClassShape> all) {
        for (String name : of.interfaces()) {
            ClassShape found = find(name);
            if (found != null && all.add(found)) {
                addInterfaces(found, all);
            }
        }
    }

    /** Names of super types, however far up, that do not exist. */
    Set<String> missingAncestors(ClassShape start) {
        Set<String> missing = new LinkedHashSet<>();
        for (ClassShape each : ancestry(start)) {
            if (each.superName() != null && find(each.superName()) == null) {
                missing.add(each.superName());
            }
            for (String name : each.interfaces()) {
                if (find(name) == null) {
                    missing.add(name);
                }
            }
        }
        return missing;
    }
}
