package hudson.console;

import hudson.ExtensionPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** An annotation inside a build log. Nothing renders it here, so none is ever written: the log keeps the plain text. */
public abstract class ConsoleNote<T> implements Serializable, ExtensionPoint {
    private static final long serialVersionUID = 1L;

    public void encodeTo(OutputStream out) throws IOException {}

    public String encode() throws IOException {
        return "";
    }
}
