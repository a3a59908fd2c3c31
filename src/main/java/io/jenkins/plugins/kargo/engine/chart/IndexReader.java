package io.jenkins.plugins.kargo.engine.chart;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads chart names and versions from an index.yaml as a stream of events: nothing of it is kept but these, so that an
 * index of any size fits. Aliases are refused where a name or version is expected and ignored elsewhere; nothing is ever
 * expanded.
 */
final class IndexReader {
    private static final int MAX_DEPTH = 64;

    private final ParserImpl events;

    /** Hears of one chart after the other. */
    interface Sink {
        void chart(String name, List<String> versions) throws IOException;
    }

    private IndexReader(Reader reader) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        events = new ParserImpl(new StreamReader(reader), options);
    }

    /** @throws ChartException when it is no YAML, or no index */
    static void read(@NonNull InputStream in, @NonNull Sink sink) throws IOException {
        try {
            new IndexReader(new InputStreamReader(in, StandardCharsets.UTF_8)).document(sink);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : " at line " + (e.getProblemMark().getLine() + 1);
            throw new ChartException("the repository index is not valid YAML" + where + ": " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new ChartException("the repository index is not valid YAML: " + e.getMessage(), e);
        }
    }

    private void document(Sink sink) throws IOException {
        expect(Event.ID.StreamStart);
        if (peek() == Event.ID.StreamEnd) {
            return;
        }
        expect(Event.ID.DocumentStart);
        if (!events.checkEvent(Event.ID.MappingStart)) {
            throw new ChartException("the repository index is not valid: a mapping with \"entries\" is expected");
        }
        events.getEvent();
        while (peek() != Event.ID.MappingEnd) {
            if (scalar("a key").equals("entries")) {
                entries(sink);
            } else {
                skip();
            }
        }
    }

    private void entries(Sink sink) throws IOException {
        if (!events.checkEvent(Event.ID.MappingStart)) {
            skip(); // "entries:" without anything, as an empty repository may write it
            return;
        }
        events.getEvent();
        while (peek() != Event.ID.MappingEnd) {
            String name = scalar("the name of a chart");
            List<String> versions = new ArrayList<>();
            if (events.checkEvent(Event.ID.SequenceStart)) {
                events.getEvent();
                while (peek() != Event.ID.SequenceEnd) {
                    version(versions);
                }
                events.getEvent();
            } else {
                skip();
            }
            sink.chart(name, versions);
        }
        events.getEvent();
    }

    private void version(List<String> versions) throws IOException {
        if (!events.checkEvent(Event.ID.MappingStart)) {
            skip();
            return;
        }
        events.getEvent();
        while (peek() != Event.ID.MappingEnd) {
            if (scalar("a key").equals("version")) {
                versions.add(scalar("a version"));
            } else {
                skip();
            }
        }
        events.getEvent();
    }

    /** Passes over one value, however large. */
    private void skip() throws IOException {
        int depth = 0;
        do {
            Event event = events.getEvent();
            if (event.is(Event.ID.MappingStart) || event.is(Event.ID.SequenceStart)) {
                depth++;
            } else if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw new ChartException("the repository index is nested deeper than " + MAX_DEPTH + " levels");
            }
        } while (depth > 0);
    }

    private String scalar(String what) throws IOException {
        Event event = events.getEvent();
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        throw new ChartException(
                "the repository index has " + (event instanceof AliasEvent ? "an alias" : "a collection") + " at line "
                        + (event.getStartMark().getLine() + 1) + " where " + what + " is expected");
    }

    private Event.ID peek() throws IOException {
        Event event = events.peekEvent();
        if (event == null || event.is(Event.ID.StreamEnd) && !events.checkEvent(Event.ID.StreamEnd)) {
            throw new ChartException("the repository index ends too early");
        }
        return event.getEventId();
    }

    private void expect(Event.ID id) throws IOException {
        if (!events.checkEvent(id)) {
            throw new ChartException("the repository index is not a YAML document");
        }
        events.getEvent();
    }
}
