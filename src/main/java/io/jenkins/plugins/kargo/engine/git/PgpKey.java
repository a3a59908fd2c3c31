package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * The one secret key of a GPG home, read from gpg's {@code --with-colons}.
 *
 * @param created in seconds since 1970
 */
record PgpKey(@NonNull String fingerprint, long created) {
    private static final int CREATED = 5;
    private static final int FINGERPRINT = 9;

    static PgpKey of(@NonNull String listing, @NonNull String id) throws GitException {
        List<String[]> records =
                listing.lines().map(line -> line.split(":", -1)).toList();
        long keys = records.stream().filter(record -> record[0].equals("sec")).count();
        if (keys != 1) {
            throw new GitException("The signing key '" + id + "' holds " + keys
                    + " secret GPG keys, but exactly one is needed: export the one that is to sign");
        }
        String fingerprint = "";
        // The newest of the key and its subkeys: a subkey may be what signs.
        long created = 0;
        for (String[] record : records) {
            if ((record[0].equals("sec") || record[0].equals("ssb")) && record[CREATED].matches("\\d+")) {
                created = Math.max(created, Long.parseLong(record[CREATED]));
            } else if (record[0].equals("fpr") && fingerprint.isEmpty()) {
                fingerprint = record[FINGERPRINT];
            }
        }
        return new PgpKey(fingerprint, created);
    }
}
