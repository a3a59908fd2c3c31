package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Makes a Step or another describable from arguments by its {@code @DataBoundConstructor} and {@code @DataBoundSetter}s, as Pipeline does. */
final class StepBinder {
    private StepBinder() {}

    static Step bind(StepDescriptor descriptor, StepArguments arguments) throws AbortException {
        return (Step) bind(descriptor.getFunctionName(), descriptor.clazz, arguments);
    }

    /** @param step by which name the script calls it */
    static Object bind(String step, Class<?> type, StepArguments arguments) throws AbortException {
        Constructor<?> constructor = constructor(type);
        Map<String, Object> left = new LinkedHashMap<>(arguments.named());
        Parameter[] parameters = constructor.getParameters();
        Object[] values = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            Object value = left.remove(parameters[i].getName());
            if (value == null && i == 0 && arguments.single() != null) {
                value = arguments.single();
            }
            values[i] = coerce(step, parameters[i].getName(), value, parameters[i].getType());
        }
        if (parameters.length == 0 && arguments.single() != null) {
            throw new AbortException("The step " + step + " takes named arguments only");
        }
        try {
            Object made = constructor.newInstance(values);
            for (Map.Entry<String, Object> each : left.entrySet()) {
                set(step, made, each.getKey(), each.getValue());
            }
            return made;
        } catch (InvocationTargetException e) {
            throw new AbortException(step + ": " + e.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make the step " + step, e);
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                return constructor;
            }
        }
        throw new IllegalStateException(type + " has no @DataBoundConstructor");
    }

    private static void set(String step, Object made, String name, @CheckForNull Object value)
            throws AbortException, ReflectiveOperationException {
        String setter = "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (Method method : made.getClass().getMethods()) {
            if (method.getName().equals(setter) && method.isAnnotationPresent(DataBoundSetter.class)) {
                method.invoke(made, coerce(step, name, value, method.getParameterTypes()[0]));
                return;
            }
        }
        throw new AbortException("Unknown parameter '" + name + "' of the step " + step);
    }

    @CheckForNull
    private static Object coerce(String step, String name, @CheckForNull Object value, Class<?> type)
            throws AbortException {
        if (value == null) {
            if (type == boolean.class) {
                return false;
            }
            return type == int.class ? 0 : null;
        }
        if (type == String.class && (value instanceof Number || value instanceof Character)) {
            return value.toString();
        }
        if (type == boolean.class || type == int.class || type.isInstance(value)) {
            return value;
        }
        if (type == List.class) {
            return List.of(value);
        }
        throw new AbortException("The parameter '" + name + "' of the step " + step + " is a "
                + value.getClass().getSimpleName() + ", but a " + type.getSimpleName() + " is expected");
    }
}
