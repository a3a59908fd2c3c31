package io.jenkins.plugins.kargo.engine.freight.url;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Collectors;

/** Slash-separated paths as Go's package {@code path} understands them, without a look at any file system. */
public final class SlashPath {

    private SlashPath() {}

    /** The shortest path that means the same: no empty or {@code .} segments, inner {@code ..} resolved; never empty. */
    @NonNull
    public static String clean(@NonNull String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.equals("..")) {
                if (!segment.isEmpty() && !segment.equals(".")) {
                    segments.addLast(segment);
                }
            } else if (!segments.isEmpty() && !segments.peekLast().equals("..")) {
                segments.removeLast();
            } else if (!rooted) {
                segments.addLast(segment);
            }
        }
        String joined = String.join("/", segments);
        if (rooted) {
            return '/' + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }

    /** The non-empty elements joined and {@link #clean cleaned}, so that {@code //} collapses; empty if all are empty. */
    @NonNull
    public static String join(@NonNull String... elements) {
        String joined = Arrays.stream(elements).filter(e -> !e.isEmpty()).collect(Collectors.joining("/"));
        return joined.isEmpty() ? "" : clean(joined);
    }
}
