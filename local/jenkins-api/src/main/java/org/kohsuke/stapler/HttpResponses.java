package org.kohsuke.stapler;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

public class HttpResponses {
    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {
        private static final long serialVersionUID = 1L;

        public HttpResponseException() {}

        public HttpResponseException(String message) {
            super(message);
        }

        public HttpResponseException(String message, Throwable cause) {
            super(message, cause);
        }

        public HttpResponseException(Throwable cause) {
            super(cause);
        }

        @Override
        public abstract void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node)
                throws IOException, ServletException;
    }

    /** A status without a body, or with a plain text one. */
    private static final class Status extends HttpResponseException {
        private static final long serialVersionUID = 1L;

        private final int code;
        private final boolean error;

        Status(int code, boolean error, @CheckForNull String message, @CheckForNull Throwable cause) {
            super(message, cause);
            this.code = code;
            this.error = error;
        }

        @Override
        public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException {
            rsp.setStatus(code);
            if (error && getMessage() != null) {
                rsp.setContentType("text/plain;charset=UTF-8");
                rsp.getOutputStream().write(getMessage().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    public static HttpResponseException ok() {
        return status(200);
    }

    public static HttpResponseException notFound() {
        return status(404);
    }

    public static HttpResponseException forbidden() {
        return status(403);
    }

    public static HttpResponseException status(int code) {
        return new Status(code, false, null, null);
    }

    public static HttpResponseException error(int code, String errorMessage) {
        return new Status(code, true, errorMessage, null);
    }

    public static HttpResponseException error(Throwable cause) {
        return error(500, cause);
    }

    public static HttpResponseException error(int code, Throwable cause) {
        return new Status(code, true, cause.getMessage(), cause);
    }

    public static HttpResponseException errorWithoutStack(int code, String errorMessage) {
        return error(code, errorMessage);
    }

    public static HttpResponse text(String text) {
        return new HttpResponse() {
            @Override
            public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException {
                rsp.setContentType("text/plain;charset=UTF-8");
                rsp.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
