package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * The header of an archive's member.
 *
 * @param link where a symbolic link points to, empty for other kinds
 * @param mode permission bits
 * @param modified seconds since 1970
 */
record TarEntry(
        @NonNull Kind kind, @NonNull String name, @NonNull String link, int mode, long size, long modified) {
    enum Kind {
        FILE('0'),
        SYMLINK('2'),
        DIRECTORY('5'),
        /** Devices and the like. */
        OTHER('?');

        private final char flag;

        Kind(char flag) {
            this.flag = flag;
        }

        char flag() {
            return flag;
        }
    }

    /** Archives end with, and consist of, blocks of this size. */
    static final int BLOCK = 512;

    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }
}
