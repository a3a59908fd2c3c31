package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.StructValue;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import java.util.List;
import java.util.Map;

/** {@code warehouse}, {@code commitFrom}, {@code imageFrom}, {@code chartFrom} and {@code artifactFrom} of promotions. */
public final class FreightFunctions {
    private static final Type ORIGIN = Type.of(KargoValues.ORIGIN);

    private final FreightFinder finder;

    private FreightFunctions(FreightLookup lookup) {
        finder = new FreightFinder(lookup);
    }

    @NonNull
    public static FunctionTable table(@NonNull FreightLookup lookup) {
        FreightFunctions functions = new FreightFunctions(lookup);
        Type chart = Type.of(KargoValues.CHART);
        return FunctionTable.of(Map.of(
                "warehouse",
                Function.of(List.of(Signature.of(ORIGIN, Type.TEXT)), FreightFunctions::warehouse),
                "commitFrom",
                Function.of(withOptionalOrigin(Type.of(KargoValues.COMMIT)), functions::commit),
                "imageFrom",
                Function.of(withOptionalOrigin(Type.of(KargoValues.IMAGE)), functions::image),
                "chartFrom",
                Function.of(
                        List.of(
                                Signature.of(chart, Type.TEXT, Type.TEXT, ORIGIN),
                                Signature.of(chart, Type.TEXT, Type.TEXT),
                                Signature.of(chart, Type.TEXT, ORIGIN),
                                Signature.of(chart, Type.TEXT)),
                        functions::chart),
                "artifactFrom",
                Function.of(withOptionalOrigin(Type.of(KargoValues.ARTIFACT)), functions::artifact)));
    }

    private static List<Signature> withOptionalOrigin(Type result) {
        return List.of(Signature.of(result, Type.TEXT, ORIGIN), Signature.of(result, Type.TEXT));
    }

    private static Object warehouse(Arguments arguments) {
        arguments.expect(1, 1);
        String name = arguments.text(0);
        if (name.isEmpty()) {
            throw new ValueException("name must not be empty");
        }
        return KargoValues.of(FreightOrigin.warehouse(name));
    }

    private Object commit(Arguments arguments) {
        arguments.expect(1, 2);
        var commit = finder.commit(first(arguments), optionalOrigin(arguments));
        return commit == null ? null : KargoValues.of(commit);
    }

    private Object image(Arguments arguments) {
        arguments.expect(1, 2);
        var image = finder.image(first(arguments), optionalOrigin(arguments));
        return image == null ? null : KargoValues.of(image);
    }

    private Object artifact(Arguments arguments) {
        arguments.expect(1, 2);
        var artifact = finder.artifact(first(arguments), optionalOrigin(arguments));
        return artifact == null ? null : KargoValues.of(artifact);
    }

    /** {@code chartFrom(url[, name][, origin])}. */
    private Object chart(Arguments arguments) {
        arguments.expect(1, 3);
        String repoURL = first(arguments);
        Object second = arguments.size() > 1 ? arguments.get(1) : "";
        FreightOrigin origin = null;
        if (arguments.size() == 3) {
            if (!(second instanceof String name) || name.isEmpty()) {
                throw new ValueException(
                        "when using three arguments, second argument must be string, got " + TypeNames.of(second));
            }
            origin = origin(arguments, 2);
        } else if (!(second instanceof String)) {
            if (!isOrigin(second)) {
                throw new ValueException(
                        "second argument must be string or FreightOrigin, got " + TypeNames.of(second));
            }
            origin = KargoValues.originOf(second);
        }
        var chart = finder.chart(repoURL, second instanceof String name ? name : "", origin);
        return chart == null ? null : KargoValues.of(chart);
    }

    private static String first(Arguments arguments) {
        return arguments.text(0, "first argument");
    }

    private static FreightOrigin optionalOrigin(Arguments arguments) {
        return arguments.size() > 1 ? origin(arguments, 1) : null;
    }

    private static FreightOrigin origin(Arguments arguments, int index) {
        Object origin = arguments.get(index);
        if (!isOrigin(origin)) {
            throw new ValueException(Arguments.ordinal(index)
                    + " argument must be FreightOrigin, as warehouse(name) gives, got " + TypeNames.of(origin));
        }
        return KargoValues.originOf(origin);
    }

    private static boolean isOrigin(Object value) {
        return value instanceof StructValue struct && struct.type().equals(KargoValues.ORIGIN);
    }
}
