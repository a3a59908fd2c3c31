package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The JSON values of the API, name for name those of {@code openapi.yaml} and of the page's {@code types.ts}. */
final class Views {
    private Views() {}

    record ProjectList(List<ProjectSummary> projects) {}

    record ProjectSummary(String path, String owner, String name, boolean archived, List<StageSummary> stages) {}

    /** @param freight aliases of what the stage holds, comma-separated */
    record StageSummary(
            String name, StagePhase phase, @CheckForNull String color, String freight) {}

    record Board(
            ProjectInfo project,
            String user,
            Permissions permissions,
            List<Warehouse> warehouses,
            List<Stage> stages,
            FreightPage freight,
            List<Request> requests) {}

    record ProjectInfo(
            String path,
            String owner,
            String name,
            boolean archived,
            boolean declared,
            String configJob,
            @CheckForNull Revision configuration,
            String runnerProblem) {}

    record Revision(String hash, String commit, String actor, Instant storedAt) {}

    record Permissions(boolean promote, boolean approve, boolean administer) {}

    record Warehouse(String name, String freightCreationPolicy, List<Subscription> subscriptions) {}

    record Subscription(String kind, String name, String repoURL, String chart) {}

    record FreightPage(List<Freight> freight, @CheckForNull String next) {}

    record Freight(
            String name,
            String alias,
            String warehouse,
            Instant discoveredAt,
            List<Commit> commits,
            List<Image> images,
            List<Chart> charts,
            List<Artifact> artifacts,
            Map<String, Instant> currentlyIn,
            Map<String, Instant> verifiedIn,
            Map<String, ApprovedFor> approvedFor,
            List<String> availableTo) {}

    record Commit(
            String repoURL,
            String id,
            String branch,
            String tag,
            String message,
            String author,
            @CheckForNull String url) {}

    record Image(String repoURL, String tag, String digest) {}

    record Chart(String repoURL, String name, String version) {}

    record Artifact(String artifactType, String subscriptionName, String version) {}

    record ApprovedFor(@CheckForNull Instant at, String actor) {}

    record Stage(
            String name,
            @CheckForNull String color,
            StagePhase phase,
            boolean controlFlow,
            List<SourceOfFreight> requests,
            Map<String, Held> holds,
            @CheckForNull PromotionSummary promotion,
            int queued,
            @CheckForNull Verification verification) {}

    record SourceOfFreight(String warehouse, boolean direct, List<String> stages) {}

    record Held(String freight, String alias, Instant since) {}

    record StageDetail(
            String name,
            @CheckForNull String color,
            StagePhase phase,
            boolean controlFlow,
            List<SourceOfFreight> requests,
            Map<String, Held> holds,
            @CheckForNull PromotionSummary promotion,
            int queued,
            @CheckForNull Verification verification,
            List<HistoryEntry> history,
            List<Candidate> candidates,
            List<Verification> verifications) {
        static StageDetail of(
                Stage stage, List<HistoryEntry> history, List<Candidate> candidates, List<Verification> verifications) {
            return new StageDetail(
                    stage.name(),
                    stage.color(),
                    stage.phase(),
                    stage.controlFlow(),
                    stage.requests(),
                    stage.holds(),
                    stage.promotion(),
                    stage.queued(),
                    stage.verification(),
                    history,
                    candidates,
                    verifications);
        }
    }

    record HistoryEntry(List<FreightName> freight, String promotion, Instant since) {}

    record FreightName(String name, String alias) {}

    record Candidate(String freight, String alias, boolean available, String reason) {}

    record PromotionPage(
            List<PromotionSummary> promotions, @CheckForNull String next) {}

    record PromotionSummary(
            String name,
            String stage,
            String freight,
            String freightAlias,
            PromotionPhase phase,
            String message,
            String waitingFor,
            String actor,
            BuildLink build,
            Instant createdAt,
            @CheckForNull Instant startedAt,
            @CheckForNull Instant finishedAt,
            int stepCount,
            int currentStep,
            String currentAlias,
            @CheckForNull ApprovalState approval) {}

    record BuildLink(String id, String url, String displayName) {}

    /** @param binding to be sent with the answer: it then counts only for what was shown */
    record ApprovalState(String step, boolean mayAnswer, String reason, int given, int required, String binding) {}

    record Promotion(
            String name,
            String stage,
            String freight,
            String freightAlias,
            PromotionPhase phase,
            String message,
            String waitingFor,
            String actor,
            BuildLink build,
            Instant createdAt,
            @CheckForNull Instant startedAt,
            @CheckForNull Instant finishedAt,
            int stepCount,
            int currentStep,
            String currentAlias,
            @CheckForNull ApprovalState approval,
            List<Step> steps,
            List<Answer> answers,
            List<Verification> verifications) {
        static Promotion of(
                PromotionSummary summary, List<Step> steps, List<Answer> answers, List<Verification> verifications) {
            return new Promotion(
                    summary.name(),
                    summary.stage(),
                    summary.freight(),
                    summary.freightAlias(),
                    summary.phase(),
                    summary.message(),
                    summary.waitingFor(),
                    summary.actor(),
                    summary.build(),
                    summary.createdAt(),
                    summary.startedAt(),
                    summary.finishedAt(),
                    summary.stepCount(),
                    summary.currentStep(),
                    summary.currentAlias(),
                    summary.approval(),
                    steps,
                    answers,
                    verifications);
        }
    }

    record Step(
            String alias,
            String uses,
            @CheckForNull StepStatus status,
            String message,
            @CheckForNull Instant startedAt,
            @CheckForNull Instant finishedAt,
            int errorCount,
            boolean continueOnError,
            @CheckForNull Map<String, Object> output) {}

    record Answer(String step, String user, boolean approved, String comment, Instant at) {}

    record Verification(
            String id,
            String stage,
            String promotion,
            VerificationPhase phase,
            String message,
            BuildLink build,
            Instant startedAt,
            @CheckForNull Instant finishedAt) {}

    record Request(String id, String stage, String freight, String actor, Instant createdAt) {}

    record EventList(List<EventView> events) {}

    record EventView(String type, String subject, String actor, String message, Instant at) {}

    record Problem(String type, String title, int status, String detail) {}
}
