package io.jenkins.plugins.kargo.engine.verification.metric;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.verification.AnalysisException;
import io.jenkins.plugins.kargo.engine.verification.Measurement;
import io.jenkins.plugins.kargo.engine.verification.MetricProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** {@code web}: asks a web service and judges a value of its JSON answer, or its text. */
public final class WebMetric implements MetricProvider {
    private static final int MAX_VALUE = 4096;

    private final WebRequests requests;
    private final Clock clock;

    public WebMetric(@NonNull HttpGateway http, @NonNull Clock clock) {
        this.requests = new WebRequests(http);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public Measurement measure(Request request) throws InterruptedException {
        Instant start = request.now();
        Map<String, Object> config = request.metric().config();
        try {
            KubernetesJsonPath path = KubernetesJsonPath.parse(WebRequests.text(config, "jsonPath"));
            HttpAnswer answer = requests.send(config);
            if (!answer.successful()) {
                return Measurement.error("received non 2xx response code: " + answer.status(), start, clock.instant());
            }
            Object value = value(answer.text(), path);
            Judgement judgement = request.judge(value);
            return Measurement.finished(judgement.phase(), judgement.message(), print(value), start, clock.instant());
        } catch (HttpFailure | AnalysisException e) {
            return Measurement.error(e.getMessage(), start, clock.instant());
        }
    }

    /** What is no JSON is judged as text, whatever the path. */
    private static Object value(String body, KubernetesJsonPath path) throws AnalysisException {
        Object document;
        try {
            document = JsonReader.read(body, Evaluation.plain());
        } catch (ValueException e) {
            return body;
        }
        return path.first(document);
    }

    private static String print(Object value) {
        String text = value instanceof String string ? string : JsonWriter.compact(value, Evaluation.plain());
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    }
}
