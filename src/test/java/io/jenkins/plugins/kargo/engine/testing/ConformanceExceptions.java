package io.jenkins.plugins.kargo.engine.testing;

import java.util.Map;

/**
 * Everything in the conformance data of expressions, steps and tasks in which we differ on purpose, with the reason. A test
 * fails for each difference that is not here, and for each that is here and is none any more.
 */
public final class ConformanceExceptions {
    private static final String QUOTE =
            "quote() yields the string itself; Kargo leaves the escapes of a Go literal in it (kargo.md, section 9)";
    private static final String NOTHING_TO_WAIT_FOR =
            "null when git-open-pr found nothing to ask for: the steps that wait for it are skipped then";
    private static final String DATA_CENTER = "Bitbucket Data Center is supported, too";
    private static final String MEANS_THE_SAME = "written in another way, means the same";
    private static final String NO_CONSTRAINT = "constrains nothing";

    private static final Map<String, Map<String, String>> BY_FILE = Map.of(
            "expr-lang.json",
            Map.of(),
            "expr-templates.json",
            Map.of("computed-75", QUOTE, "computed-76", QUOTE, "computed-77", QUOTE, "computed-78", QUOTE),
            "sjson-keys.json",
            Map.of(),
            "yaml-update.json",
            Map.of(
                    "updateField",
                    "compared as YAML, and comments one by one: Kargo prints the whole document anew, with an indent of"
                            + " four and without blank lines at its beginning; we change the text where the value stands",
                    "strconv.Atoi",
                    "the name of a Go function is not part of anybody's contract"),
            "yaml-merge.json",
            Map.of("output path must not be empty", "the schema refuses it before, in its own words"),
            "toml-update.json",
            Map.of(),
            "step-config-validation.json",
            Map.of(
                    "duplicate checkout alias",
                    "Kargo refuses it after the schema has accepted it; so does the step, and its own test shows it",
                    "%.9e",
                    "Kargo's test prints a number with a format that it forgot to apply"),
            "task-inflation.json",
            Map.of("something went wrong", "a message of a client of Kubernetes, of which there is none: it fails"),
            "step-schemas",
            Map.of(
                    "git-merge-pr/properties/prNumber/type",
                    NOTHING_TO_WAIT_FOR,
                    "git-wait-for-pr/properties/prNumber/type",
                    NOTHING_TO_WAIT_FOR,
                    "git-merge-pr/properties/provider/enum",
                    DATA_CENTER,
                    "git-open-pr/properties/provider/enum",
                    DATA_CENTER,
                    "git-wait-for-pr/properties/provider/enum",
                    DATA_CENTER,
                    "git-push/properties/provider/enum",
                    DATA_CENTER,
                    "github-push/oneOf",
                    MEANS_THE_SAME,
                    "kustomize-build/properties/plugin/properties/helm/properties/apiVersions/additionalProperties",
                    NO_CONSTRAINT,
                    "set-metadata/properties/updates/items/properties/values/additionalProperties",
                    NO_CONSTRAINT));

    private ConformanceExceptions() {}

    /** Reasons by what differs: the id of a case, a function, words of a message, a path in a schema. */
    public static Map<String, String> of(String file) {
        Map<String, String> exceptions = BY_FILE.get(file);
        if (exceptions == null) {
            throw new IllegalArgumentException("no list of exceptions for " + file);
        }
        return exceptions;
    }
}
