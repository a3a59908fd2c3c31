package hudson.model;

import org.kohsuke.stapler.HttpResponse;

public class Failure extends RuntimeException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    private final boolean pre;

    public Failure(String message) {
        this(message, false);
    }

    public Failure(String message, boolean pre) {
        super(message);
        this.pre = pre;
    }

    @Override
    public String toString() {
        return super.toString() + (pre ? " (preformatted)" : "");
    }
}
