package io.jenkins.plugins.kargo.engine.promotion.step.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code http}: sends a request from the controller and judges the answer; asks again after the poll interval as long as
 * neither of the criteria that are given is met. No agent is needed, unless the body comes from a file.
 */
public final class HttpStep implements StepRunner {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(30);
    private static final long MAX_ANSWER = 2L << 20;
    private static final int MAX_BODY = 16 << 20;
    private static final String FILE = "bodyFromFile";

    private final Gateways gateways;

    public HttpStep(@NonNull Gateways gateways) {
        this.gateways = gateways;
    }

    @Override
    @NonNull
    public String name() {
        return "http";
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    public boolean needsWorkspace(@NonNull PromotionStep step) {
        Object file = step.config().get(FILE);
        return file != null && !file.equals("");
    }

    @Override
    @NonNull
    public Replay replay() {
        return Replay.NEVER;
    }

    @Override
    @NonNull
    public TaintPolicy secretFields() {
        return Requests.SECRETS;
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        HttpCall call = Requests.of(config).limits(MAX_ANSWER, Requests.duration(config, "timeout", TIMEOUT));
        if (context.isPreview()) {
            String message = "a preview; it would send " + call;
            context.log().line("Preview: would send " + call);
            return StepResult.skipped(message, null);
        }
        AnswerExpressions expressions = AnswerExpressions.of(config);
        byte[] body = body(context, config);
        HttpAnswer answer = gateway(config).send(body.length == 0 ? call : call.body(body));
        context.log().line(call + ": " + answer.status());
        Environment environment = ResponseEnvironment.of(answer, config.text("responseContentType"))
                .withClock(context.clock());
        if (expressions.fails(environment)) {
            String why = expressions.reason(environment);
            throw new StepFailure("HTTP (" + answer.status() + ") response met failure criteria"
                    + (why.isEmpty() ? "" : ": " + GoText.quoted(why)));
        }
        if (expressions.judge() ? expressions.succeeds(environment) : answer.successful()) {
            return StepResult.succeeded(expressions.output(environment));
        }
        if (expressions.judge()) {
            return StepResult.running(
                    "waits for an answer of " + call + " that meets the criteria; the last one was " + answer.status(),
                    Requests.duration(config, "pollInterval", POLL_INTERVAL));
        }
        throw new StepFailure("HTTP (" + answer.status() + ") response is not a success");
    }

    private HttpGateway gateway(StepConfig config) throws StepFailure {
        HttpGateway usual = gateways.http().get();
        if (config.text("proxy").isEmpty()) {
            return usual;
        }
        URI proxy;
        try {
            proxy = URI.create(config.text("proxy"));
            usual.settings().policy().check(proxy);
        } catch (IllegalArgumentException | IOException e) {
            throw new StepFailure("proxy cannot be used: " + e.getMessage(), e);
        }
        int port = proxy.getPort() >= 0 ? proxy.getPort() : proxy.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        HttpSettings settings =
                usual.settings().withProxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), port)), null);
        return new HttpGateway(settings);
    }

    private static byte[] body(StepContext context, StepConfig config)
            throws StepFailure, IOException, InterruptedException {
        String file = config.text(FILE);
        return file.isEmpty()
                ? Requests.secret(config.value("body")).getBytes(StandardCharsets.UTF_8)
                : context.workspace().files(new ReadBody(file));
    }

    public record ReadBody(@NonNull String path) implements Workspace.FileOperation<byte[]> {
        @Override
        public byte[] run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            Path file = WorkPaths.resolve(workDir, path);
            if (!Files.isRegularFile(file)) {
                throw new StepFailure("bodyFromFile: there is no file \"" + path + '"');
            }
            if (Files.size(file) > MAX_BODY) {
                throw new StepFailure("bodyFromFile: \"" + path + "\" is larger than " + (MAX_BODY >> 20) + " MiB");
            }
            return Files.readAllBytes(file);
        }
    }
}
