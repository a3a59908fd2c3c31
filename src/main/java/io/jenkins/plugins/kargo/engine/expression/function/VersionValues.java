package io.jenkins.plugins.kargo.engine.expression.function;

import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Method;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.StructType;
import io.jenkins.plugins.kargo.engine.expression.value.StructValue;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.freight.semver.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** A semantic version as expressions see it: no fields, but the methods of the Go library. */
final class VersionValues {
    private static final String NAME = "*semver.Version";
    /** A version as a parameter: what counts is the name. */
    private static final Type PARAMETER = Type.of(new StructType(NAME, List.of()));

    private static final StructType STRUCT = new StructType(NAME, List.of(), methods());
    static final Type TYPE = Type.of(STRUCT);

    private VersionValues() {}

    static StructValue of(Version version) {
        return STRUCT.over(version);
    }

    private static Map<String, Method> methods() {
        Map<String, Method> methods = new HashMap<>();
        getter(methods, "Major", Type.INT, v -> number(v.major()));
        getter(methods, "Minor", Type.INT, v -> number(v.minor()));
        getter(methods, "Patch", Type.INT, v -> number(v.patch()));
        getter(methods, "Prerelease", Type.TEXT, Version::prerelease);
        getter(methods, "Metadata", Type.TEXT, Version::metadata);
        getter(methods, "Original", Type.TEXT, Version::original);
        getter(methods, "String", Type.TEXT, Version::toString);
        // the results are versions again, whose type would be needed here before it exists
        getter(methods, "IncMajor", Type.ANY, v -> of(v.incrementMajor()));
        getter(methods, "IncMinor", Type.ANY, v -> of(v.incrementMinor()));
        getter(methods, "IncPatch", Type.ANY, v -> of(v.incrementPatch()));
        comparison(methods, "Equal", order -> order == 0);
        comparison(methods, "LessThan", order -> order < 0);
        comparison(methods, "LessThanEqual", order -> order <= 0);
        comparison(methods, "GreaterThan", order -> order > 0);
        comparison(methods, "GreaterThanEqual", order -> order >= 0);
        methods.put("Compare", new Method("Compare", Signature.of(Type.INT, PARAMETER), (target, arguments) ->
                (long) Integer.signum(compare(target, arguments))));
        return methods;
    }

    private static void getter(
            Map<String, Method> methods, String name, Type result, Function<Version, Object> getter) {
        methods.put(name, new Method(name, Signature.of(result), (target, arguments) -> getter.apply(version(target))));
    }

    private static void comparison(Map<String, Method> methods, String name, IntPredicate holds) {
        methods.put(
                name,
                new Method(
                        name,
                        Signature.of(Type.BOOL, PARAMETER),
                        (target, arguments) -> holds.test(compare(target, arguments))));
    }

    private static int compare(Object target, Arguments arguments) {
        Object other = arguments.get(0);
        if (other instanceof StructValue struct && struct.behind() instanceof Version version) {
            return version(target).compareTo(version);
        }
        throw new ValueException("argument must be a version, as semverParse(text) gives, got " + TypeNames.of(other));
    }

    private static Version version(Object target) {
        return (Version) ((StructValue) target).behind();
    }

    private static long number(long unsigned) {
        if (unsigned < 0) {
            throw new ValueException("the version's number " + Long.toUnsignedString(unsigned) + " is too large");
        }
        return unsigned;
    }
}
