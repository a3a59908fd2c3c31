package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import io.jenkins.plugins.kargo.local.control.Controller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Somebody in front of the page. Their password is their name. */
final class Visitor implements AutoCloseable {
    private static final int MOST_TABS = 60;
    private static final String POST = """
            async ([path, body]) => {
              const { crumbHeader, crumbValue } = document.head.dataset;
              const answer = await fetch(path, {
                method: 'POST',
                headers: { 'Content-Type': 'application/json', [crumbHeader]: crumbValue },
                body,
              });
              return answer.status;
            }""";

    private static final String MOVING = """
            () => matchMedia('(prefers-reduced-motion: reduce)').matches
              ? document.getAnimations()
                  .map(({ effect }) => effect.target)
                  .filter((element) => element.closest('#kargo') !== null)
                  .map((element) => element.className)
              : []""";

    private final URI root;
    private final BrowserContext context;
    private final Page page;
    private final List<String> said = new ArrayList<>();

    private Visitor(URI root, BrowserContext context) {
        this.root = root;
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // The browser itself reports every refused or missing answer; the tests look at those themselves.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                said.add(message.text());
            }
        });
        page.onPageError(said::add);
    }

    static Visitor arrive(Browser browser, Controller controller, String user, Look look) {
        Browser.NewContextOptions options = look.options();
        if (!controller.resumesBuilds()) {
            String pair = Base64.getEncoder().encodeToString((user + ':' + user).getBytes(StandardCharsets.UTF_8));
            options.setExtraHTTPHeaders(Map.of("Authorization", "Basic " + pair));
        }
        Visitor visitor = new Visitor(controller.url(), browser.newContext(options));
        if (controller.resumesBuilds()) {
            visitor.logIn(user);
        }
        return visitor;
    }

    /** By the form of a real Jenkins. */
    private void logIn(String user) {
        page.navigate(root.resolve("login?from=%2Fkargo%2F").toString());
        page.locator("input[name=j_username]").fill(user);
        page.locator("input[name=j_password]").fill(user);
        page.locator("button[name=Submit]").click();
        page.waitForURL(root.resolve("kargo/").toString());
    }

    /** @param below such as {@code kargo/project/shop/app/} */
    Page open(String below) {
        page.navigate(root.resolve(below).toString());
        page.locator("#kargo h1").waitFor();
        return page;
    }

    Page page() {
        return page;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog(String name) {
        return page.getByRole(
                AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What the stage's place in the graph says, or on a narrow screen its row. */
    Locator stage(String name) {
        Locator node = page.getByRole(
                AriaRole.GROUP,
                new Page.GetByRoleOptions().setName("Stage " + name).setExact(true));
        Locator heading = page.getByRole(
                AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName(name).setExact(true));
        return node.or(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHas(heading)));
    }

    /** Freight in the timeline. */
    Locator freight(String alias) {
        return page.getByRole(
                AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(alias).setExact(true));
    }

    /** What the focused element is called. */
    String focused() {
        return (String) page.evaluate("""
                () => {
                  const { ariaLabel, textContent } = document.activeElement;
                  return (ariaLabel ?? textContent).trim();
                }""");
    }

    /** Presses Tab until the focus is on what has the name. */
    void tabTo(String name) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if (focused().equals(name)) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not lead to '" + name + "'; it is at '" + focused() + "'");
    }

    /** Posts as the page itself would, with its session and its crumb. @return the status */
    int post(String path, String json) {
        return ((Number) page.evaluate(POST, List.of(root.resolve(path).getPath(), json))).intValue();
    }

    /** Fails when something keeps people out, cannot be read, or runs out of the window. */
    void seesNothingWrong() {
        page.evaluate(Frontend.axe());
        assertThat(strings("""
                async () => (await axe.run('#kargo')).violations.flatMap(({ id, nodes }) =>
                  nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`))""")).as("axe").isEmpty();
        assertThat(strings(Frontend.function("contrast.mjs"))).as("contrast").isEmpty();
        assertThat(strings(Frontend.function("layout.mjs"))).as("layout").isEmpty();
        assertThat(strings(MOVING)).as("what moves although nothing should").isEmpty();
        hearsNoComplaint();
    }

    /** Fails when the browser complained in its console, such as about something that the page's policy forbids. */
    void hearsNoComplaint() {
        assertThat(said).as("the browser's console").isEmpty();
    }

    /** Waits until the page has what it asked for. */
    void settle() {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.locator("#kargo .kgo-skeleton").count()).isZero();
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String function) {
        return (List<String>) page.evaluate(function);
    }

    /** How light the page's ground is, from 0 to 1. */
    double lightness() {
        return ((Number) page.evaluate("""
                () => {
                  const canvas = document.createElement('canvas').getContext('2d');
                  canvas.fillStyle = 'white';
                  canvas.fillRect(0, 0, 1, 1);
                  canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
                  canvas.fillRect(0, 0, 1, 1);
                  const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
                  return (r + g + b) / 765;
                }""")).doubleValue();
    }

    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }
}
