package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jenkinsci.Symbol;

/** Triggers in a Jenkinsfile: by their symbols, in {@code triggers { … }} and {@code pipelineTriggers([…])}. */
final class Triggers {
    private Triggers() {}

    /** What {@code pipelineTriggers([…])} is among the properties of a job. */
    record Property(List<Trigger<?>> triggers) {}

    @CheckForNull
    static Class<?> bySymbol(String name) {
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            Symbol symbol = descriptor.getClass().getAnnotation(Symbol.class);
            if (descriptor instanceof TriggerDescriptor
                    && symbol != null
                    && Arrays.asList(symbol.value()).contains(name)) {
                return descriptor.clazz;
            }
        }
        return null;
    }

    static Property property(@CheckForNull Object list) {
        return new Property(of(list instanceof List<?> values ? values : List.of()));
    }

    /** Of all properties only those count that are triggers. */
    static List<Trigger<?>> ofProperties(@CheckForNull Object properties) {
        List<Trigger<?>> triggers = new ArrayList<>();
        if (properties instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Property property) {
                    triggers.addAll(property.triggers());
                }
            }
        }
        return triggers;
    }

    private static List<Trigger<?>> of(List<?> values) {
        List<Trigger<?>> triggers = new ArrayList<>();
        for (Object value : values) {
            triggers.add((Trigger<?>) value);
        }
        return triggers;
    }
}
