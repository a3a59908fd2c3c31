package io.jenkins.plugins.kargo.engine.api;

/** A request that is not answered with what it asked for; becomes a problem document (RFC 9457). */
final class ApiProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    private ApiProblem(int status, String detail) {
        super(detail);
        this.status = status;
    }

    static ApiProblem badRequest(String detail) {
        return new ApiProblem(400, detail);
    }

    static ApiProblem forbidden(String detail) {
        return new ApiProblem(403, detail);
    }

    static ApiProblem notFound(String detail) {
        return new ApiProblem(404, detail);
    }

    static ApiProblem wrongMethod(String allowed) {
        return new ApiProblem(405, "Use " + allowed + " here");
    }

    static ApiProblem conflict(String detail) {
        return new ApiProblem(409, detail);
    }

    static ApiProblem tooLarge(String detail) {
        return new ApiProblem(413, detail);
    }

    static ApiProblem unavailable(String detail) {
        return new ApiProblem(503, detail);
    }

    int status() {
        return status;
    }

    Views.Problem view() {
        return new Views.Problem("about:blank", title(), status, getMessage());
    }

    private String title() {
        return switch (status) {
            case 400 -> "Bad request";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Conflict";
            case 413 -> "Content too large";
            case 503 -> "Service unavailable";
            default -> "Error";
        };
    }
}
