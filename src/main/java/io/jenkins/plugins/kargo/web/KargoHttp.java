package io.jenkins.plugins.kargo.web;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.api.ApiRequest;
import io.jenkins.plugins.kargo.engine.api.ApiResponse;
import io.jenkins.plugins.kargo.engine.api.KargoApi;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Carries a servlet request to the API and its answer back. The caller is authenticated and, for a POST, the crumb is
 * checked before this is called.
 */
public final class KargoHttp {
    private KargoHttp() {}

    /** @param api as the caller of the request; @param path below {@code /kargo/api/v1}, decoded */
    public static void serve(
            @NonNull Function<ApiRequest, ApiResponse> api,
            @NonNull String path,
            @NonNull HttpServletRequest request,
            @NonNull HttpServletResponse response)
            throws IOException {
        ApiResponse answer = api.apply(read(path, request));
        response.setStatus(answer.status());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-cache");
        if (answer.etag() != null) {
            response.setHeader("ETag", answer.etag());
        }
        if (answer.status() != HttpServletResponse.SC_NOT_MODIFIED) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            response.setContentType(answer.contentType() + ";charset=utf-8");
            response.setHeader("Vary", "Accept-Encoding");
            if (Gzip.isWorthIt(body) && Gzip.isAccepted(request.getHeader("Accept-Encoding"))) {
                body = Gzip.compress(body);
                response.setHeader("Content-Encoding", "gzip");
            }
            response.setContentLength(body.length);
            if (!request.getMethod().equals("HEAD")) {
                response.getOutputStream().write(body);
            }
        }
    }

    private static ApiRequest read(String path, HttpServletRequest request) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        // Asking for the parameters of a POST would read its body.
        if (isRead) {
            request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
        }
        return new ApiRequest(
                request.getMethod(), path, query, request.getHeader("If-None-Match"), isRead ? "" : body(request));
    }

    /** One character more than allowed is read, so that the API can refuse it. */
    private static String body(HttpServletRequest request) throws IOException {
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding("UTF-8");
        }
        StringBuilder body = new StringBuilder();
        char[] buffer = new char[8192];
        try (Reader reader = request.getReader()) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                body.append(buffer, 0, read);
                if (body.length() > KargoApi.MAX_BODY) {
                    break;
                }
            }
        }
        return body.toString();
    }
}
