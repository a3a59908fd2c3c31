package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.freight.semver.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code semverDiff} and {@code semverParse}. */
public final class SemverFunctions {
    private static final FunctionTable TABLE = FunctionTable.of(Map.of(
            "semverDiff",
            Function.of(List.of(Signature.of(Type.TEXT, Type.TEXT, Type.TEXT)), SemverFunctions::diff),
            "semverParse",
            Function.of(List.of(Signature.of(VersionValues.TYPE, Type.TEXT)), SemverFunctions::parse)));

    private SemverFunctions() {}

    @NonNull
    public static FunctionTable table() {
        return TABLE;
    }

    /** The first part that differs; pre-releases do not count, as in Kargo. */
    private static Object diff(Arguments arguments) {
        arguments.expect(2, 2);
        Optional<Version> first = Version.tryParse(arguments.text(0));
        Optional<Version> second = Version.tryParse(arguments.text(1));
        if (first.isEmpty() || second.isEmpty()) {
            return "Incomparable";
        }
        Version a = first.get();
        Version b = second.get();
        if (a.major() != b.major()) {
            return "Major";
        } else if (a.minor() != b.minor()) {
            return "Minor";
        } else if (a.patch() != b.patch()) {
            return "Patch";
        }
        return a.metadata().equals(b.metadata()) ? "None" : "Metadata";
    }

    private static Object parse(Arguments arguments) {
        arguments.expect(1, 1);
        String text = arguments.text(0);
        return Version.tryParse(text)
                .map(VersionValues::of)
                .orElseThrow(() -> new ValueException("invalid semantic version: \"" + text + '"'));
    }
}
