package io.jenkins.plugins.kargo.local;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Calls the plugin's {@code @Initializer} and {@code @Terminator} methods, found by their index files as in core. */
final class Lifecycle {
    private final Set<Class<?>> initializers;
    private final Set<Class<?>> terminators;

    private Lifecycle(Set<Class<?>> initializers, Set<Class<?>> terminators) {
        this.initializers = initializers;
        this.terminators = terminators;
    }

    static Lifecycle ofExtensions() {
        return new Lifecycle(indexed(Initializer.class), indexed(Terminator.class));
    }

    /** Runs those initializers that belong before the milestone; all the rest when it is COMPLETED. */
    void initialize(InitMilestone milestone) {
        call(initializers, Initializer.class, initializer -> {
            boolean early = initializer.before() == InitMilestone.EXTENSIONS_AUGMENTED;
            return early == (milestone == InitMilestone.EXTENSIONS_AUGMENTED);
        });
    }

    void terminate() {
        call(terminators, Terminator.class, terminator -> true);
    }

    private static <A extends Annotation> void call(Set<Class<?>> types, Class<A> annotation, Predicate<A> wanted) {
        for (Class<?> type : types) {
            for (Method method : type.getDeclaredMethods()) {
                A found = method.getAnnotation(annotation);
                if (found != null && Modifier.isStatic(method.getModifiers()) && wanted.test(found)) {
                    invoke(method);
                }
            }
        }
    }

    private static void invoke(Method method) {
        try {
            method.setAccessible(true);
            method.invoke(null);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Class<?>> indexed(Class<? extends Annotation> annotation) {
        Set<Class<?>> types = new LinkedHashSet<>();
        ClassLoader loader = Lifecycle.class.getClassLoader();
        try {
            for (URL url : Collections.list(loader.getResources("META-INF/annotations/" + annotation.getName()))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        types.add(Class.forName(line.strip(), true, loader));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("An index names a class that is not there", e);
        }
        return types;
    }
}
