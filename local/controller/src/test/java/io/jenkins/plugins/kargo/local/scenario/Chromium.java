package io.jenkins.plugins.kargo.local.scenario;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import io.jenkins.plugins.kargo.local.control.Controller;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine's own Chromium, without a window, driven by Playwright. Its driver is the npm package playwright-core of the
 * frontend, run by the machine's node: nothing is downloaded for a browser test. Of one thread.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the calling test, saying what is missing; {@code ./kargo test} provides it all. */
    static void required() {
        List<String> missing = new ArrayList<>();
        if (program(NAMES) == null) {
            missing.add("chromium (Debian package 'chromium')");
        }
        if (program(List.of("node")) == null) {
            missing.add("node 20 or newer");
        }
        if (!Files.exists(Frontend.MODULES.resolve("playwright-core/cli.js"))) {
            missing.add("the frontend's node modules (npm ci in src/main/frontend)");
        }
        Assumptions.assumeTrue(missing.isEmpty(), () -> "not installed: " + String.join(", ", missing));
    }

    static Chromium start() throws IOException {
        provideDriver();
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        program(List.of("node")).toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(program(NAMES))
                                .setArgs(FLAGS)));
    }

    /** Playwright looks for its driver once in a JVM, so the folder outlives the test that starts it first. */
    private static void provideDriver() throws IOException {
        Path driver = Files.createDirectories(Path.of("target", "playwright").toAbsolutePath());
        Path link = driver.resolve("package");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Frontend.MODULES.resolve("playwright-core"));
        System.setProperty("playwright.cli.dir", driver.toString());
    }

    /** A browser of somebody's own, with their own cookies. */
    Visitor visitor(Controller controller, String user, Look look) {
        return Visitor.arrive(browser, controller, user, look);
    }

    private static Path program(List<String> names) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            for (String name : names) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
