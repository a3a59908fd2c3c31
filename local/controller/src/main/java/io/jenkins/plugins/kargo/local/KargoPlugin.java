package io.jenkins.plugins.kargo.local;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where the stand-in hands requests to the plugin's own web classes. */
final class KargoPlugin {
    private KargoPlugin() {}

    static void api(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
