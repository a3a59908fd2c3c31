package io.jenkins.plugins.kargo.engine.manifest;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML text into {@link Value}s, within limits: what a hostile file costs is bounded. Nothing but the core tags is read. */
final class YamlReader {
    /** In characters. */
    static final int LONGEST_FILE = 3 * 1024 * 1024;

    private static final char NON_BREAKING_SPACE = '\u00a0';
    private static final int DEEPEST = 100;
    private static final int MOST_ALIASES = 500;

    /** Marks words that stand without quotes and without a tag. */
    static final Tag PLAIN = new Tag("kargo:plain");

    private YamlReader() {}

    /** @return the documents up to the first that cannot be read, without empty ones; what is wrong is in the problems */
    static List<Value> read(String text, Problems problems) {
        List<Value> documents = new ArrayList<>();
        if (text.length() > LONGEST_FILE) {
            problems.error("the file is longer than 3 MB (" + text.length()
                    + " characters) and is not read; Kargo's manifests are small, is this one?");
            return documents;
        }
        try {
            Composer composer = composer(withPlainIndentation(text, problems));
            ValueBuilder builder = new ValueBuilder(problems);
            while (composer.checkNode()) {
                Value document = builder.build(composer.getNode());
                if (!(document instanceof Value.Scalar scalar) || scalar.content() != null) {
                    documents.add(document);
                }
            }
        } catch (ValueBuilder.TooMuchException e) {
            problems.error(e.at(), "", e.getMessage());
        } catch (MarkedYAMLException e) {
            problems.error(position(e), "", "this is no valid YAML: " + reason(e));
        } catch (ReaderException e) {
            problems.error(
                    position(text, e.getPosition()),
                    "",
                    "this is no valid YAML: the character with the code " + e.getCodePoint()
                            + " is not allowed in YAML; is the file text, in UTF-8?");
        } catch (YAMLException | IllegalArgumentException e) {
            // The second for a tag that is none.
            problems.error("this is no valid YAML: " + e.getMessage());
        }
        return documents;
    }

    /** Text from web pages is often indented with non-breaking spaces, which to YAML are letters. */
    private static String withPlainIndentation(String text, Problems problems) {
        int first = text.indexOf(NON_BREAKING_SPACE);
        if (first < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text);
        boolean indentation = true;
        boolean warned = false;
        int line = 1;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\n') {
                indentation = true;
                line++;
            } else if (indentation && c == NON_BREAKING_SPACE) {
                plain.setCharAt(i, ' ');
                if (!warned) {
                    problems.warning(
                            new Position(line, 1),
                            "",
                            "the indentation has non-breaking spaces, as text from web"
                                    + " pages does; they are read as spaces, replace them");
                    warned = true;
                }
            } else if (c != ' ') {
                indentation = false;
            }
        }
        return plain.toString();
    }

    static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_FILE);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setProcessComments(false);
        StreamReader reader = new StreamReader(new StringReader(SeparatingTabs.asSpaces(text)));
        return new Composer(new ParserImpl(reader, options), new PlainResolver(), options);
    }

    private static final class PlainResolver extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return switch (kind) {
                case scalar -> implicit ? PLAIN : Tag.STR;
                case sequence -> Tag.SEQ;
                default -> Tag.MAP;
            };
        }
    }

    static Position position(Node node) {
        return new Position(
                node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    private static Position position(MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? Position.START
                : new Position(
                        e.getProblemMark().getLine() + 1, e.getProblemMark().getColumn() + 1);
    }

    private static Position position(String text, int index) {
        String before =
                text.substring(0, text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length()))));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, before.length() - (before.lastIndexOf('\n') + 1) + 1);
    }

    private static String reason(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : e.getContext();
        String problem = e.getProblem() == null ? "" : e.getProblem();
        String where = e.getContextMark() == null || context.isEmpty()
                ? ""
                : " (" + context + " that begins in line " + (e.getContextMark().getLine() + 1) + ")";
        return problem + where;
    }
}
