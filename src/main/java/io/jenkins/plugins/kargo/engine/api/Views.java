package io.jenkins.plugins.kargo.engine.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
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

    /**
     * @param freight aliases of what the stage holds, comma-separated
     * @param health null for a stage that holds nothing
     */
    record StageSummary(
            String name,
            StagePhase phase,
            @CheckForNull String color,
            String freight,
            @CheckForNull HealthStatus health) {}

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
            String runnerJob,
            String runnerProblem) {}

    record Revision(String hash, String commit, String actor, Instant storedAt) {}

    record Permissions(boolean promote, boolean approve, boolean administer) {}

    /** @param check how the last look into its repositories ended, null when there was none */
    record Warehouse(
            String name,
            String freightCreationPolicy,
            List<Subscription> subscriptions,
            @CheckForNull Check check) {}

    record Check(Instant at, boolean failed, String message) {}

    record WarehouseDetail(
            String name,
            String freightCreationPolicy,
            String freightCreationCriteria,
            long intervalSeconds,
            @CheckForNull Check check,
            List<Found> subscriptions) {}

    /** @param versions best first; Freight is assembled of their ids */
    record Found(String kind, String name, String repoURL, String chart, String error, List<Version> versions) {}

    record Version(
            String id,
            String label,
            @CheckForNull Instant createdAt,
            @CheckForNull Commit commit,
            @CheckForNull Image image) {}

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
            List<String> availableTo,
            Map<String, Instant> availableFrom) {}

    /** Freight with all that became of it. */
    record FreightDetail(
            @JsonUnwrapped Freight freight,
            Map<String, Object> metadata,
            List<Availability> availability,
            List<PromotionSummary> promotions) {}

    /** @param from when it becomes available if nothing but time passes, null otherwise */
    record Availability(
            String stage,
            boolean available,
            String reason,
            @CheckForNull Instant from) {}

    /** @param from null when nothing was there before */
    record Comparison(@CheckForNull FreightName from, FreightName to, List<ArtifactChange> artifacts) {}

    /** @param from empty when it was not there before; @param to empty when it is not there afterwards */
    record ArtifactChange(
            String kind,
            String repository,
            String from,
            String to,
            Change change,
            @CheckForNull String url) {}

    enum Change {
        ADDED,
        REMOVED,
        CHANGED,
        SAME
    }

    /** @param hold what the promotion would do to auto-promotion, in words; empty when nothing */
    record Preview(
            String stage,
            FreightName freight,
            boolean available,
            String reason,
            String runnerProblem,
            String hold,
            @CheckForNull FreightName replaces,
            List<ArtifactChange> artifacts) {}

    /** @param steps those that changed the rendered output, in order */
    record Diff(String promotion, List<StepDiff> steps) {}

    record StepDiff(
            String step,
            String commit,
            String note,
            int addedLines,
            int removedLines,
            int moreFiles,
            int moreResources,
            List<RenderedDiff.FileChange> files,
            List<RenderedDiff.ResourceChange> resources) {
        static StepDiff of(String step, RenderedDiff diff) {
            return new StepDiff(
                    step,
                    diff.commit(),
                    diff.note(),
                    diff.addedLines(),
                    diff.removedLines(),
                    diff.moreFiles(),
                    diff.moreResources(),
                    diff.files(),
                    diff.resources());
        }
    }

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
            @CheckForNull Verification verification,
            @CheckForNull Health health,
            AutoPromotion autoPromotion,
            @CheckForNull Window window) {}

    /** As {@link io.jenkins.plugins.kargo.engine.freight.window.WindowState} says. */
    record Window(
            boolean closed,
            String reason,
            @CheckForNull Instant nextOpen,
            @CheckForNull Instant nextClose,
            String nextCloseReason) {}

    /** @param since and {@code checkedAt}: null when there is nothing to look at, or nobody has looked yet */
    record Health(
            HealthStatus status,
            List<String> issues,
            List<HealthCheck> checks,
            @CheckForNull Instant since,
            @CheckForNull Instant checkedAt) {}

    record HealthCheck(String uses, HealthStatus status, List<String> issues, Map<String, Object> output) {}

    /** @param holds of people who stopped it */
    record AutoPromotion(boolean enabled, List<Hold> holds) {}

    /** @param warehouse empty for all that the stage requests */
    record Hold(String warehouse, String actor, String reason, Instant at) {}

    record SourceOfFreight(String warehouse, boolean direct, List<String> stages) {}

    record Held(String freight, String alias, Instant since) {}

    record StageDetail(
            @JsonUnwrapped Stage stage,
            List<HistoryEntry> history,
            List<Candidate> candidates,
            List<Verification> verifications) {}

    record HistoryEntry(List<FreightName> freight, String promotion, Instant since) {}

    record FreightName(String name, String alias) {}

    /**
     * @param from when it becomes available if nothing but time passes, null otherwise
     * @param held whether the stage holds it
     * @param next whether auto-promotion would promote it
     */
    record Candidate(
            String freight,
            String alias,
            boolean available,
            String reason,
            String warehouse,
            Instant discoveredAt,
            @CheckForNull Instant from,
            boolean held,
            boolean next) {}

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

    /**
     * @param missing required approvers of whom nobody has approved
     * @param binding to be sent with the answer: it then counts only for what was shown
     */
    record ApprovalState(
            String step,
            boolean mayAnswer,
            String reason,
            int given,
            int required,
            List<String> missing,
            @CheckForNull Instant expiresAt,
            String binding) {}

    record Promotion(
            @JsonUnwrapped PromotionSummary summary,
            List<Step> steps,
            List<Answer> answers,
            List<Verification> verifications,
            @CheckForNull InputState input) {}

    /**
     * @param schema of the answer
     * @param binding to be sent with the answer: it then counts only for what was shown
     */
    record InputState(
            String step,
            boolean mayAnswer,
            String reason,
            String display,
            @JsonRawValue String schema,
            @CheckForNull Instant expiresAt,
            String binding) {}

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

    record VerificationList(List<Verification> verifications) {}

    record VerificationDetail(@JsonUnwrapped Verification verification, String actor, List<Metric> metrics) {}

    record Metric(
            String name,
            String phase,
            String message,
            boolean dryRun,
            int count,
            int successful,
            int failed,
            int inconclusive,
            int error,
            String successCondition,
            String failureCondition,
            List<Measurement> measurements) {}

    /** @param number of the value, null when it is none */
    record Measurement(
            String phase,
            String message,
            String value,
            @CheckForNull Double number,
            @CheckForNull Instant startedAt,
            @CheckForNull Instant finishedAt) {}

    record ConfigurationInfo(
            String owner,
            String configJob,
            boolean declared,
            String branch,
            String manifests,
            String runnerJob,
            String runnerProblem,
            Map<String, List<String>> promoters,
            List<RevisionEntry> revisions) {}

    record RevisionEntry(String hash, String commit, String actor, Instant storedAt, String build) {}

    /** @param promotion what carries the request out, empty until a build adopts it */
    record RequestDetail(@JsonUnwrapped Request request, String promotion) {}

    record DownstreamRequests(List<Request> requests, List<StageRefusal> refused) {}

    record StageRefusal(String stage, String reason) {}

    record Request(String id, String stage, String freight, String actor, Instant createdAt) {}

    /** @param next to be passed as {@code before} for older ones, null on the last page */
    record EventList(List<EventView> events, @CheckForNull String next) {}

    record EventView(String type, String subject, String actor, String message, Instant at) {}

    record Problem(String type, String title, int status, String detail) {}
}
