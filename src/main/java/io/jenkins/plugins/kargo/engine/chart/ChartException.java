package io.jenkins.plugins.kargo.engine.chart;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;

/** A chart repository answered, but with nothing usable; the message says what. */
public class ChartException extends IOException {
    private static final long serialVersionUID = 1;

    public ChartException(@NonNull String message) {
        super(message);
    }

    public ChartException(@NonNull String message, @NonNull Throwable cause) {
        super(message, cause);
    }
}
