package io.jenkins.plugins.kargo.engine.freight.semver;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Reads a constraint: hyphen ranges are rewritten as comparisons first, then each group is read term by term. */
final class ConstraintParser {

    /** Limits of the library; the first is in characters, of which a valid constraint has one per byte. */
    static final int MAX_LENGTH = 512;

    static final int MAX_GROUPS = 32;

    private static final Pattern VERSION = Pattern.compile(HyphenRanges.VERSION);

    private final String whole;
    private final String group;
    private int position;

    private ConstraintParser(String whole, String group) {
        this.whole = whole;
        this.group = group;
    }

    static Constraint parse(String whole) {
        if (whole.length() > MAX_LENGTH) {
            throw new InvalidConstraintException(
                    "A version constraint may have " + MAX_LENGTH + " characters; this one has " + whole.length());
        }
        String[] groups = HyphenRanges.rewrite(whole).split("\\|\\|", -1);
        if (groups.length > MAX_GROUPS) {
            throw new InvalidConstraintException("A version constraint may have " + MAX_GROUPS
                    + " alternatives separated by ||; this one has " + groups.length);
        }
        List<TermGroup> parsed = new ArrayList<>();
        for (String group : groups) {
            parsed.add(new ConstraintParser(whole, group).parseGroup());
        }
        return new Constraint(parsed);
    }

    private TermGroup parseGroup() {
        List<Term> terms = new ArrayList<>();
        skipSpaces();
        do {
            terms.add(parseTerm());
        } while (skipSeparator());
        return new TermGroup(terms);
    }

    private Term parseTerm() {
        int start = position;
        Operator operator = Operator.EQUAL;
        String symbol = "";
        for (Operator candidate : Operator.values()) {
            for (String s : candidate.symbols()) {
                if (s.length() > symbol.length() && group.startsWith(s, position)) {
                    operator = candidate;
                    symbol = s;
                }
            }
        }
        position += symbol.length();
        skipSpaces();
        Matcher version = VERSION.matcher(group.substring(position));
        if (!version.lookingAt()) {
            throw invalid("expected a version such as 1.2.3, 1.2 or 1.x", start);
        }
        String written = version.group();
        PartialVersion partial = PartialVersion.parse(written)
                .orElseThrow(() -> invalid("expected numbers below 2^64, or x, and a valid pre-release", start));
        position += written.length();
        return new Term(operator, partial.bound(), partial.precision(), symbol + written);
    }

    /** @return false at the end of the group */
    private boolean skipSeparator() {
        int end = position;
        skipSpaces();
        if (position == group.length()) {
            return false;
        }
        if (group.charAt(position) == ',') {
            position++;
            skipSpaces();
        } else if (position == end) {
            throw invalid("expected a comma, a space or ||", end);
        }
        return true;
    }

    private void skipSpaces() {
        while (position < group.length() && " \t\n\f\r".indexOf(group.charAt(position)) >= 0) {
            position++;
        }
    }

    private InvalidConstraintException invalid(String expectation, int at) {
        String rest = group.substring(at).strip();
        String found = rest.isEmpty() ? "found nothing" : "found \"" + rest + '"';
        return new InvalidConstraintException(
                "\"" + whole + "\" is not a version constraint: " + expectation + ", " + found);
    }
}
