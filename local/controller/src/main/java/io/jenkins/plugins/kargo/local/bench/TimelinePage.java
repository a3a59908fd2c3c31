package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.api.Caller;
import io.jenkins.plugins.kargo.engine.api.KargoApi;
import io.jenkins.plugins.kargo.local.KargoPages;
import io.jenkins.plugins.kargo.web.KargoHttp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The page over an API on loopback, and what Chromium needs to show a project in it. */
final class TimelinePage implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/main/frontend/dev/speed.mjs");
    private static final int POLLS = 720;
    private static final long LIMIT_MINUTES = 10;
    private static final Map<String, Double> LIMITS = Map.of(
            "Chromium: the page is usable after, best of 3",
            2_000.0,
            "Chromium: pointing at Freight, worst",
            100.0,
            "Chromium: pointing at a stage, worst",
            100.0,
            "Chromium: a page more of the timeline, worst",
            100.0,
            "Chromium: heap after " + POLLS + " polls",
            150.0);

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    TimelinePage(@NonNull KargoApi api, @NonNull Caller caller) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Servlet(api, caller)), "/*");
        server.setHandler(context);
        server.start();
    }

    /** Adds the browser's figures; says so when there is no browser here. */
    void measure(@NonNull String project, @NonNull BenchReport report) throws IOException, InterruptedException {
        Path root = repository();
        if (root == null || !Files.isDirectory(root.resolve("src/main/frontend/node_modules/playwright-core"))) {
            report.fact("Chromium", "not measured: the node modules of the frontend are not there");
            return;
        }
        String url = "http://127.0.0.1:" + connector.getLocalPort() + "/kargo/project/" + project + '/';
        Process process = new ProcessBuilder("node", root.resolve(SCRIPT).toString(), url, Integer.toString(POLLS))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said;
        try {
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("The page cannot be measured in Chromium: " + said.strip());
        }
        for (String line : said.strip().split("\n")) {
            tell(report, List.of(line.split("\t")));
        }
    }

    private static void tell(BenchReport report, List<String> figure) {
        double value = Double.parseDouble(figure.get(1));
        Double limit = LIMITS.get(figure.get(0));
        if (limit == null) {
            report.figure(figure.get(0), value, figure.get(2));
        } else {
            report.figure(figure.get(0), value, figure.get(2), limit);
        }
    }

    /** The repository's folder, when this runs in it. */
    @CheckForNull
    private static Path repository() {
        for (Path each = Path.of("").toAbsolutePath(); each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(SCRIPT))) {
                return each;
            }
        }
        return null;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /** What a controller serves, without any of its other work. */
    private static final class Servlet extends HttpServlet {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient KargoPages pages;
        private final String user;

        Servlet(KargoApi api, Caller caller) {
            pages = new KargoPages((path, request, response) ->
                    KargoHttp.serve(asked -> api.handle(asked, caller), path, request, response));
            user = caller.userId();
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("Content-Security-Policy", KargoPages.CONTENT_SECURITY_POLICY);
            pages.serve(request.getPathInfo(), user, "", request, response);
        }
    }
}
