package io.jenkins.plugins.kargo.engine.testing;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.StepSchemas;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs single steps as the promotion runner would: configuration checked against the schema, intention and output kept by
 * alias, so that a step can be run again after an interruption.
 */
public final class StepFixture {
    private static final StepSchemas SCHEMAS = new StepSchemas();
    private static final Instant STARTED = Instant.parse("2026-11-21T08:00:00Z");

    private final String promotion;
    private final Map<String, StepRecord> records = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> intentions = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> configs = new LinkedHashMap<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<RenderedDiff> diffs = new CopyOnWriteArrayList<>();
    private Workspace workspace;
    private CredentialResolver credentials = CredentialResolver.NONE;
    private FreightCollection freight = new FreightCollection("", Map.of());
    private Configuration configuration = Configuration.EMPTY;
    private boolean preview;

    public StepFixture(String promotion) {
        this.promotion = promotion;
    }

    public StepFixture workspace(Workspace value) {
        workspace = value;
        return this;
    }

    public StepFixture credentials(CredentialResolver value) {
        credentials = value;
        return this;
    }

    /** The Argo CD of every stage. */
    public StepFixture argoCD(ArgoCDAccess access) {
        return credentials(new CredentialResolver() {
            @Override
            public Optional<Credential> find(String url, Access wanted) {
                return Optional.empty();
            }

            @Override
            public Optional<ArgoCDAccess> argoCD(String shard) {
                return Optional.of(access);
            }
        });
    }

    /** The one user whom the servers of the fixtures admit. */
    public StepFixture rightPassword() {
        return credentials((url, access) -> Optional.of(BasicCredentials.RIGHT.credential()));
    }

    public StepFixture freight(Freight... pieces) {
        Map<String, Freight> items = new LinkedHashMap<>();
        for (Freight piece : pieces) {
            items.put(piece.origin().toString(), piece);
        }
        freight = new FreightCollection("", items);
        return this;
    }

    public StepFixture configuration(Configuration value) {
        configuration = value;
        return this;
    }

    public StepFixture preview() {
        preview = true;
        return this;
    }

    /** A log for workspaces; its lines are among {@link #log()}. */
    public PromotionLog promotionLog() {
        return log::add;
    }

    public List<String> log() {
        return List.copyOf(log);
    }

    public Map<String, Object> intention(String alias) {
        return intentions.getOrDefault(alias, Map.of());
    }

    /** As if an earlier run had stored it. */
    public void intend(String alias, Map<String, Object> intention) {
        intentions.put(alias, intention);
    }

    /** Runs the step under its own name as alias. */
    public StepResult run(StepRunner runner, Map<String, Object> config)
            throws StepFailure, IOException, InterruptedException {
        return run(runner, runner.name(), config);
    }

    /** @throws StepFailure also for a configuration that the step's schema does not accept */
    public StepResult run(StepRunner runner, String alias, Map<String, Object> config)
            throws StepFailure, IOException, InterruptedException {
        List<String> problems = SCHEMAS.problems(runner.getClass(), runner.name(), config);
        if (!problems.isEmpty()) {
            throw new StepFailure("invalid " + runner.name() + " config: " + String.join("\n", problems));
        }
        record(runner, alias, StepStatus.Running, null);
        configs.put(alias, config);
        StepResult result = runner.run(new Context(runner, alias, config));
        record(runner, alias, result.status(), result.output());
        return result;
    }

    /** As it is stored now. */
    public Promotion promotion() {
        return promotion(List.of());
    }

    private Promotion promotion(List<PromotionStep> inflated) {
        return new Promotion(
                new ProjectKey("", "guestbook"),
                promotion,
                "test",
                "",
                freight,
                List.of(),
                inflated,
                PromotionPhase.Running,
                "",
                0,
                records,
                "",
                "",
                "",
                BuildReference.NONE,
                "",
                STARTED,
                STARTED,
                null);
    }

    private void record(StepRunner runner, String alias, StepStatus status, Map<String, Object> output) {
        StepRecord earlier = records.get(alias);
        Map<String, Object> kept = output == null && earlier != null ? earlier.output() : output;
        StepRecord record =
                new StepRecord(alias, runner.name(), status, "", STARTED, null, 0, false, kept, intention(alias));
        records.put(alias, record);
    }

    /** As if an earlier step had recorded it. */
    public void rendered(RenderedDiff diff) {
        diffs.add(diff);
    }

    /** What steps recorded of the rendered output, in order. */
    public List<RenderedDiff> diffs() {
        return diffs;
    }

    private final class Context implements StepContext {
        private final PromotionStep step;
        private final Map<String, Object> config;

        Context(StepRunner runner, String alias, Map<String, Object> config) {
            this.step = new PromotionStep(
                    runner.name(), null, alias, "", false, PromotionStep.Retry.DEFAULT, List.of(), config);
            this.config = config;
        }

        @Override
        public Map<String, Object> config() {
            return config;
        }

        @Override
        public Promotion promotion() {
            return StepFixture.this.promotion(List.of(step));
        }

        @Override
        public PromotionStep step() {
            return step;
        }

        @Override
        public Configuration configuration() {
            return configuration;
        }

        @Override
        public Workspace workspace() {
            return workspace;
        }

        @Override
        public CredentialResolver credentials() {
            return new CredentialResolver() {
                @Override
                public Optional<Credential> find(String url, Access access) throws CredentialRefused {
                    if (preview && access == Access.WRITE) {
                        throw new CredentialRefused("a preview may not write");
                    }
                    return credentials.find(url, access);
                }

                @Override
                public Optional<ArgoCDAccess> argoCD(String shard) throws CredentialRefused {
                    return preview ? Optional.empty() : credentials.argoCD(shard);
                }

                @Override
                public Optional<Credential> signingKey(String email) throws CredentialRefused {
                    return preview ? Optional.empty() : credentials.signingKey(email);
                }
            };
        }

        @Override
        public PromotionLog log() {
            return log::add;
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public boolean isPreview() {
            return preview;
        }

        @Override
        public List<Map<String, Object>> earlier(String uses) {
            return records.values().stream()
                    .filter(record ->
                            record.uses().equals(uses) && !record.alias().equals(step.as()))
                    .map(record -> configs.get(record.alias()))
                    .toList();
        }

        @Override
        public Map<String, Object> intention() {
            return StepFixture.this.intention(step.as());
        }

        @Override
        public void intend(Map<String, Object> intention) {
            StepFixture.this.intend(step.as(), intention);
        }

        @Override
        public void rendered(RenderedDiff diff) {
            diffs.add(diff);
        }

        @Override
        public Map<String, RenderedDiff> diffs() {
            Map<String, RenderedDiff> all = new LinkedHashMap<>();
            diffs.forEach(diff -> all.put("diff-" + all.size(), diff));
            return all;
        }

        @Override
        public List<Approval> approvals() {
            return new ArrayList<>();
        }
    }
}
