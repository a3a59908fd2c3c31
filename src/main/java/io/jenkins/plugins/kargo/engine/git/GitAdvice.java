package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** What to do about the errors of git that everybody meets: git knows neither credentials' ids nor bindings. */
final class GitAdvice {
    private GitAdvice() {}

    /** @param words what git printed; @return a sentence that follows them, empty when they say enough */
    @NonNull
    static String on(@NonNull String words, @CheckForNull GitAccess access) {
        boolean anonymous = access == null || access.credential() == null;
        if (words.contains("could not read Username") || words.contains("could not read Password")) {
            return "the server wants a credential, and none is bound to this URL";
        }
        if (words.contains("Authentication failed") || words.contains("Permission denied (")) {
            return anonymous
                    ? "the server wants a credential, and none is bound to this URL"
                    : "the server refuses the credential '"
                            + access.credential().id() + "': wrong user name, password or key";
        }
        if (words.contains("returned error: 403")) {
            return anonymous
                    ? "the server lets nobody do this without a credential, and none is bound to this URL"
                    : "the credential '" + access.credential().id() + "' has no right to do this on the server";
        }
        return "";
    }
}
