package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
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

    /** Up to where the text is done. */
    private int done;

    private int brackets;

    private SeparatingTabs(int[] text) {
        this.text = text;
    }

    /**
     * The text with a space for each of these tabs, so that every position stays. Tabs inside of values stay, and so do
     * those that indent a block, which is an error everywhere, and what is behind the first place that is no YAML. Takes
     * time in proportion to the text.
     */
    @NonNull
    public static String asSpaces(@NonNull String text) {
        if (text.indexOf('\t') < 0) {
            return text;
        }
        SeparatingTabs tabs = new SeparatingTabs(text.codePoints().toArray());
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            ScannerImpl scanner = new ScannerImpl(new StreamReader(text.replace('\t', ' ')), options);
            while (scanner.checkToken()) {
                tabs.upTo(scanner.getToken());
            }
        } catch (YAMLException e) {
            // The parser will say the same of this text.
            return tabs.toString();
        }
        return tabs.toString();
    }

    @Override
    public String toString() {
        return new String(text, 0, text.length);
    }

    private void upTo(Token token) {
        replace(token.getStartMark().getIndex());
        switch (token.getTokenId()) {
            case FlowMappingStart, FlowSequenceStart -> brackets++;
            case FlowMappingEnd, FlowSequenceEnd -> brackets--;
            default -> {
                // Only brackets and braces matter.
            }
        }
        if (token instanceof ScalarToken) {
            done = Math.max(done, token.getEndMark().getIndex());
        }
    }

    private void replace(int end) {
        while (done < end) {
            int start = done;
            while (done < end && isSpace(text[done])) {
                done++;
            }
            if (start == done) {
                done++;
            } else if (brackets > 0 || !isIndentation(start, done)) {
                Arrays.fill(text, start, done, ' ');
            }
        }
    }

    private boolean isIndentation(int start, int end) {
        boolean leads = start == 0 || isBreak(text[start - 1]);
        boolean empty = end == text.length || isBreak(text[end]) || text[end] == '#';
        return leads && !empty;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r';
    }
}
