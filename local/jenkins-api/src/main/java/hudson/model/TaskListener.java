package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.ConsoleNote;
import hudson.console.HyperlinkNote;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Formatter;

public interface TaskListener extends Serializable {
    TaskListener NULL = new NullTaskListener();

    @NonNull
    PrintStream getLogger();

    @NonNull
    default Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    default void annotate(ConsoleNote ann) throws IOException {
        ann.encodeTo(getLogger());
    }

    default void hyperlink(String url, String text) throws IOException {
        annotate(new HyperlinkNote(url, text.length()));
        getLogger().print(text);
    }

    @NonNull
    default PrintWriter error(String msg) {
        return report("ERROR: ", msg);
    }

    @NonNull
    default PrintWriter error(String format, Object... args) {
        return error(new Formatter().format(format, args).toString());
    }

    @NonNull
    default PrintWriter fatalError(String msg) {
        return report("FATAL: ", msg);
    }

    @NonNull
    default PrintWriter fatalError(String format, Object... args) {
        return fatalError(new Formatter().format(format, args).toString());
    }

    private PrintWriter report(String prefix, String msg) {
        PrintStream out = getLogger();
        out.print(prefix);
        out.println(msg);
        return new PrintWriter(new java.io.OutputStreamWriter(out, getCharset()), true);
    }
}
