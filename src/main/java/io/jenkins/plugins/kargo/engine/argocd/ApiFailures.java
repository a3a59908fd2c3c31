package io.jenkins.plugins.kargo.engine.argocd;

import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException.Kind;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import java.io.IOException;
import java.util.Locale;

/** What the answers of Argo CD's API mean. */
final class ApiFailures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private ApiFailures() {}

    static ArgoCDException of(String what, int status, String said) {
        if (status == UNAUTHORIZED) {
            return new ArgoCDException(
                    Kind.DENIED, what + ": Argo CD does not accept the token: wrong, expired or revoked");
        }
        if (status == FORBIDDEN) {
            return new ArgoCDException(
                    Kind.DENIED,
                    what + ": the token's account may not do it, or there is no such Application: " + said);
        }
        if (status == CONFLICT || isOvertaken(said)) {
            return new ArgoCDException(Kind.CONFLICT, what + ": " + said);
        }
        boolean mayPass = status == TOO_MANY || status >= SERVER_ERROR;
        return new ArgoCDException(mayPass ? Kind.UNAVAILABLE : Kind.REFUSED, what + ": " + status + ' ' + said);
    }

    /** Argo CD has no status of its own for it: another operation runs, or the patch was for what is not there any more. */
    private static boolean isOvertaken(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        return text.contains("another operation is already in progress")
                || text.contains("test failed")
                || text.contains("the object has been modified");
    }

    /** No answer was had. */
    static ArgoCDException of(String what, IOException failure) {
        boolean mayPass = failure instanceof HttpFailure http
                && switch (http.kind()) {
                    case UNREACHABLE, TIMED_OUT, RATE_LIMITED -> true;
                    case REFUSED, TLS, TOO_LARGE, MALFORMED -> false;
                };
        return new ArgoCDException(
                mayPass ? Kind.UNAVAILABLE : Kind.REFUSED, what + ": " + failure.getMessage(), failure);
    }
}
