package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.TextMap;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * {@code configMap}, {@code secret}, {@code sharedConfigMap} and {@code sharedSecret}: an empty map for what does not
 * exist. A table looks up every name once, so make one for each step. The values of secrets are tainted.
 */
public final class DataFunctions {
    /** Looks up one kind of data. */
    @FunctionalInterface
    private interface Source {
        Map<String, String> get(String name);
    }

    private DataFunctions() {}

    @NonNull
    public static FunctionTable table(@NonNull DataLookup lookup) {
        return FunctionTable.of(Map.of(
                "configMap", function(lookup::configMap, false),
                "secret", function(lookup::secret, true),
                "sharedConfigMap", function(lookup::sharedConfigMap, false),
                "sharedSecret", function(lookup::sharedSecret, true)));
    }

    private static Function function(Source source, boolean secret) {
        ConcurrentMap<String, TextMap> known = new ConcurrentHashMap<>();
        return Function.of(List.of(Signature.of(Type.TEXT_MAP, Type.TEXT)), arguments -> {
            arguments.expect(1, 1);
            return known.computeIfAbsent(arguments.text(0), name -> read(source, name, secret));
        });
    }

    private static TextMap read(Source source, String name, boolean secret) {
        Map<String, String> data = source.get(name);
        if (data == null) {
            return TextMap.of(Map.of());
        }
        return secret ? TextMap.tainted(data) : TextMap.of(data);
    }
}
