package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of a job's last poll, written as it goes, without secrets. */
final class PollingLog implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(PollingLog.class.getName());

    private final PrintWriter writer;
    private Supplier<SecretMask> mask = () -> SecretMask.NONE;

    private PollingLog(PrintWriter writer) {
        this.writer = writer;
    }

    static PollingLog open(@NonNull Path file) throws IOException {
        return new PollingLog(new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true));
    }

    static void failed(@NonNull Job<?, ?> job, @NonNull IOException failure) {
        LOGGER.log(Level.WARNING, failure, () -> "The job " + job.getFullName() + " cannot be polled for Freight");
    }

    /** @param secrets asked for every line, since more become known */
    void hide(@NonNull Supplier<SecretMask> secrets) {
        mask = secrets;
    }

    void line(@NonNull String text) {
        writer.println(mask.get().mask(text));
    }

    @Override
    public void close() {
        writer.close();
    }
}
