package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Tabs between the tokens of a YAML text: before a comment, behind a colon, as indentation inside of brackets and braces
 * (every JSON file that is indented with tabs). YAML and the library of Kargo and Kubernetes take them for space;
 * SnakeYAML refuses them.
 */
public final class SeparatingTabs {
    private final int[] text;
    private final List<Token> tokens;

    private SeparatingTabs(int[] text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /**
     * The text with a space for each of these tabs, so that every position stays. Tabs inside of values stay, and so do
     * those that indent a block, which is an error everywhere.
     */
    @NonNull
    public static String asSpaces(@NonNull String text) {
        if (text.indexOf('\t') < 0) {
            return text;
        }
        int[] characters = text.codePoints().toArray();
        List<Token> tokens = tokens(text.replace('\t', ' '));
        new SeparatingTabs(characters, tokens).replace();
        return new String(characters, 0, characters.length);
    }

    /** Those before the first place that is no YAML; the parser tells about that place. */
    private static List<Token> tokens(String withoutTabs) {
        List<Token> tokens = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            ScannerImpl scanner = new ScannerImpl(new StreamReader(withoutTabs), options);
            while (scanner.checkToken()) {
                tokens.add(scanner.getToken());
            }
        } catch (YAMLException e) {
            return tokens;
        }
        return tokens;
    }

    private void replace() {
        int brackets = 0;
        int from = 0;
        for (Token token : tokens) {
            replace(from, token.getStartMark().getIndex(), brackets > 0);
            switch (token.getTokenId()) {
                case FlowMappingStart, FlowSequenceStart -> brackets++;
                case FlowMappingEnd, FlowSequenceEnd -> brackets--;
                default -> {
                    // Only brackets and braces matter.
                }
            }
            boolean scalar = token instanceof ScalarToken;
            from = Math.max(
                    from,
                    scalar
                            ? token.getEndMark().getIndex()
                            : token.getStartMark().getIndex());
        }
    }

    private void replace(int from, int to, boolean inBrackets) {
        for (int i = from; i < to; i++) {
            if (text[i] == '\t' && (inBrackets || !isIndentation(i))) {
                text[i] = ' ';
            }
        }
    }

    private boolean isIndentation(int at) {
        int before = at;
        while (before > 0 && isSpace(text[before - 1])) {
            before--;
        }
        int behind = at;
        while (behind < text.length && isSpace(text[behind])) {
            behind++;
        }
        boolean leads = before == 0 || isBreak(text[before - 1]);
        boolean empty = behind == text.length || isBreak(text[behind]) || text[behind] == '#';
        return leads && !empty;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r';
    }
}
