package io.jenkins.plugins.kargo.engine.promotion.step.file;

import java.io.IOException;

/** Counts what goes into or comes out of an archive, as far as Kargo lets it. */
final class ArchiveLimits {
    static final long FILE = 50L << 20;
    static final long TOTAL = 100L << 20;
    static final int ENTRIES = 100_000;

    /** Of what is only read over, to get to what is behind it. */
    static final long PASSED = 1L << 30;

    private long total;
    private long passed;
    private int entries;

    /** Counts an entry that is left out. */
    void pass(TarEntry entry) throws IOException {
        count();
        passed += entry.size();
        if (passed > PASSED) {
            throw new IOException("what is left out of the archive has more than " + PASSED + " bytes");
        }
    }

    private void count() throws IOException {
        entries++;
        if (entries > ENTRIES) {
            throw new IOException("the archive has more than " + ENTRIES + " entries");
        }
    }

    void add(TarEntry entry) throws IOException {
        count();
        if (entry.size() > FILE) {
            throw new IOException(
                    "file " + entry.name() + " (" + entry.size() + " bytes) exceeds size limit of " + FILE + " bytes");
        }
        total += entry.size();
        if (total > TOTAL) {
            throw new IOException("total size would exceed limit of " + TOTAL + " bytes");
        }
    }
}
