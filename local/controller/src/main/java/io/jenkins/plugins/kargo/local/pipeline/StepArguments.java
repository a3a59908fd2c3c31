package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import groovy.lang.GString;
import hudson.AbortException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of one step call, as Pipeline understands them.
 *
 * @param named given as {@code key: value}; strings with placeholders are plain strings already
 * @param single the one argument without a name, null when there is none
 * @param body the block, null when there is none
 */
record StepArguments(
        Map<String, Object> named,
        @CheckForNull Object single,
        @CheckForNull Closure<?> body) {
    static StepArguments of(String step, @CheckForNull Object arguments) throws AbortException {
        List<Object> rest = new ArrayList<>();
        if (arguments instanceof Object[] array) {
            rest.addAll(Arrays.asList(array));
        } else if (arguments != null) {
            rest.add(arguments);
        }
        Closure<?> body = null;
        if (!rest.isEmpty() && rest.get(rest.size() - 1) instanceof Closure<?> closure) {
            body = closure;
            rest.remove(rest.size() - 1);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        if (!rest.isEmpty() && rest.get(0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> named.put(String.valueOf(key), plain(value)));
            rest.remove(0);
        }
        if (rest.size() > 1 || !rest.isEmpty() && !named.isEmpty()) {
            throw new AbortException("Expected named arguments but got " + rest + " in the call of " + step);
        }
        return new StepArguments(named, rest.isEmpty() ? null : plain(rest.get(0)), body);
    }

    /** The named argument, or the single one. */
    @CheckForNull
    Object get(String name) {
        return named.containsKey(name) ? named.get(name) : single;
    }

    String text(String step, String name) throws AbortException {
        Object value = get(name);
        if (value == null) {
            throw new AbortException("Missing required parameter '" + name + "' of the step " + step);
        }
        return value.toString();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(named.get(name));
    }

    static Object plain(Object value) {
        if (value instanceof GString text) {
            return text.toString();
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(StepArguments::plain).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
            return plain;
        }
        return value;
    }
}
