package io.jenkins.plugins.kargo.local;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.kargo.web.KargoWeb;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What the RootAction serves on a real controller: the shell of the page, its bundle and the JSON API. */
public final class KargoPages {
    /** What core sends since 2.539, without the exceptions it makes for old plugins. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; img-src 'self' data:";

    private static final Map<String, String> TYPES = new TreeMap<>(
            Map.of("js", "text/javascript", "css", "text/css", "svg", "image/svg+xml", "map", "application/json"));
    private static final String WEBHOOKS = "/kargo/webhooks/";
    private static final String API = "/kargo/api/v1/";
    private static final String BUNDLES = "/plugin/kargo/js/bundles/";

    private final Api api;

    /** @param api answers what is asked below {@code /kargo/api/v1} */
    public KargoPages(@NonNull Api api) {
        this.api = api;
    }

    /** The JSON API over HTTP. */
    @FunctionalInterface
    public interface Api {
        /** @param path below {@code /kargo/api/v1}, with a leading slash */
        void serve(@NonNull String path, @NonNull HttpServletRequest request, @NonNull HttpServletResponse response)
                throws IOException;
    }

    /** @param user id of who asks; @param crumb for what the page posts */
    public void serve(
            @NonNull String path,
            @NonNull String user,
            @NonNull String crumb,
            @NonNull HttpServletRequest request,
            @NonNull HttpServletResponse response)
            throws IOException {
        if (path.startsWith(API)) {
            api.serve(path.substring(API.length() - 1), request, response);
        } else if (path.startsWith(WEBHOOKS)) {
            KargoWeb.webhooks(path.substring(WEBHOOKS.length()), response);
        } else if (path.startsWith("/plugin/kargo/")) {
            asset(path, response);
        } else {
            shell(path, user, crumb, request, response);
        }
    }

    private static void asset(String path, HttpServletResponse response) throws IOException {
        String name = path.startsWith(BUNDLES) ? path.substring(BUNDLES.length()) : "";
        boolean safe = name.matches("[A-Za-z0-9._-]+") && !name.contains("..");
        try (InputStream content = safe ? KargoPages.class.getResourceAsStream("/webapp/js/bundles/" + name) : null) {
            if (content == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            response.setContentType((type == null ? "application/octet-stream" : type) + ";charset=utf-8");
            content.transferTo(response.getOutputStream());
        }
    }

    private static void shell(
            String path, String user, String crumb, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String page;
        try (InputStream template = KargoPages.class.getResourceAsStream("shell.html")) {
            page = new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
        String below = path.length() > "/kargo/".length() ? path.substring("/kargo/".length()) : "";
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.getWriter()
                .write(page.replace("@CRUMB@", crumb)
                        .replace("@USER@", Util.xmlEscape(user))
                        .replace("@LOCALE@", Util.xmlEscape(request.getLocale().getLanguage()))
                        .replace("@PATH@", Util.xmlEscape(below)));
    }
}
