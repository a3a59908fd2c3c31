package io.jenkins.plugins.kargo.engine.promotion.step.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Downloaded;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/** {@code http-download}: the agent fetches a file into the work dir, whole or not at all. */
public final class HttpDownloadStep extends FileStep {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    public HttpDownloadStep() {
        super("http-download");
    }

    @Override
    @NonNull
    public TaintPolicy secretFields() {
        return field -> Requests.SECRETS.allows(field) && !field.equals("body");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        HttpCall call = Requests.of(config);
        ArrayList<Header> headers = new ArrayList<>();
        call.headers().forEach(header -> headers.add(new Header(header.getKey(), new SecretText(header.getValue()))));
        long bytes = context.workspace()
                .files(new Download(
                        call.uri(),
                        headers,
                        call.authorization(),
                        config.flag("insecureSkipTLSVerify"),
                        Requests.duration(config, "timeout", TIMEOUT),
                        config.text("outPath"),
                        config.flag("allowOverwrite")));
        context.log().line("Downloaded " + bytes + " bytes to " + config.text("outPath"));
        return StepResult.succeeded();
    }

    /** Of a server that is busy, or away for a while: another attempt may do. */
    private static boolean mayPass(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /** A name may occur more than once. */
    public record Header(@NonNull String name, @NonNull SecretText value) implements Serializable {}

    /** Runs where the file is to be: it is not carried through the controller. */
    public record Download(
            URI uri,
            ArrayList<Header> headers,
            SecretText authorization,
            boolean insecure,
            Duration timeout,
            String outPath,
            boolean overwrite)
            implements Workspace.FileOperation<Long> {
        @Override
        public Long run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            HttpCall call = HttpCall.get(uri)
                    .authorization(authorization)
                    .limits(Downloaded.MAX_BYTES, timeout)
                    .insecureSkipTLSVerify(insecure);
            for (Header header : headers) {
                call = call.header(header.name(), header.value().reveal());
            }
            try (Downloaded download = Downloaded.to(workDir, outPath, overwrite)) {
                // Whatever the agent may reach, except for the addresses that tell its cloud's credentials.
                HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
                HttpAnswer answer = http.download(call, download.file());
                if (mayPass(answer.status())) {
                    throw new IOException(call + ": HTTP request failed with status " + answer.status());
                }
                if (!answer.successful()) {
                    throw new StepFailure(call + ": HTTP request failed with status " + answer.status());
                }
                return download.keep();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
