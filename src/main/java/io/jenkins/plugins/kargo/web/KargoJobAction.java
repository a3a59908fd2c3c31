package io.jenkins.plugins.kargo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.InvisibleAction;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.api.ApiRequest;
import io.jenkins.plugins.kargo.engine.api.ApiResponse;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.project.RunnerJobs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The box on the page of a job that configures or carries out a Kargo project: its stages and newest Freight, as the API
 * shows them to whoever looks.
 */
@Restricted(NoExternalUse.class)
public class KargoJobAction extends InvisibleAction {
    private static final Logger LOGGER = Logger.getLogger(KargoJobAction.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int FREIGHT = 3;
    private static final int STAGES = 12;

    private final Job<?, ?> job;

    KargoJobAction(Job<?, ?> job) {
        this.job = job;
    }

    /** @param address below the Jenkins root, with a leading slash; @param more how many stages are not shown */
    public record Box(
            @NonNull String project,
            @NonNull String address,
            @NonNull List<StageLine> stages,
            int more,
            @NonNull List<FreightLine> freight) {}

    /** @param freight aliases of what the stage holds, empty for nothing */
    public record StageLine(
            @NonNull String name,
            @NonNull String phase,
            @NonNull String freight) {}

    /** @param stages that hold it, empty for none */
    public record FreightLine(
            @NonNull String name,
            @NonNull String alias,
            @NonNull String artifacts,
            @NonNull String stages) {}

    /** For Jelly: one box for each project that this job works for and the user may read. */
    @NonNull
    public List<Box> getBoxes() {
        List<Box> boxes = new ArrayList<>();
        try {
            for (ProjectRecord record : projects()) {
                ApiResponse answer = KargoWeb.handle(new ApiRequest(
                        "GET",
                        "/projects/" + record.key().path() + "/-/board",
                        Map.of("limit", Integer.toString(FREIGHT)),
                        null,
                        ""));
                if (answer.status() == OK) {
                    boxes.add(box(record.key().path(), JSON.readTree(answer.body())));
                }
            }
        } catch (StoreException | JsonProcessingException e) {
            // The page of the job is worth more than our box on it.
            LOGGER.log(Level.FINE, "No Kargo box for " + job.getFullName(), e);
        }
        return boxes;
    }

    private List<ProjectRecord> projects() {
        KargoRuntime runtime = KargoRuntime.get();
        RunnerJobs runners = new RunnerJobs(runtime);
        String own = job.getFullName();
        String branches = job.getParent() instanceof Item parent ? parent.getFullName() : own;
        return runtime.store().projects().all().stream()
                .filter(record -> record.archivedAt() == null)
                .filter(record -> {
                    String configJob = record.configJob();
                    String runner =
                            record.declared() ? runners.declared(record.key()).runnerJob() : configJob;
                    return List.of(configJob, runner).stream()
                            .anyMatch(name -> name.equals(own) || name.equals(branches));
                })
                .toList();
    }

    static Box box(String project, JsonNode board) {
        List<StageLine> stages = new ArrayList<>();
        for (JsonNode stage : board.path("stages")) {
            List<String> held = new ArrayList<>();
            stage.path("holds").forEach(each -> held.add(text(each, "alias")));
            stages.add(new StageLine(text(stage, "name"), text(stage, "phase"), String.join(", ", held)));
        }
        List<FreightLine> freight = new ArrayList<>();
        for (JsonNode one : board.path("freight").path("freight")) {
            // As the stages are declared, those that are no more last.
            Set<String> in = new LinkedHashSet<>();
            stages.stream()
                    .map(StageLine::name)
                    .filter(one.path("currentlyIn")::has)
                    .forEach(in::add);
            one.path("currentlyIn").fieldNames().forEachRemaining(in::add);
            freight.add(new FreightLine(text(one, "name"), text(one, "alias"), artifacts(one), String.join(", ", in)));
        }
        String address = "/kargo/project/" + Util.rawEncode(project).replace("%2F", "/") + '/';
        int shown = Math.min(STAGES, stages.size());
        return new Box(project, address, List.copyOf(stages.subList(0, shown)), stages.size() - shown, freight);
    }

    private static String artifacts(JsonNode freight) {
        List<String> versions = new ArrayList<>();
        freight.path("images").forEach(each -> versions.add(text(each, "tag")));
        freight.path("charts").forEach(each -> versions.add(text(each, "version")));
        freight.path("commits").forEach(each -> versions.add(shortened(text(each, "id"))));
        freight.path("artifacts").forEach(each -> versions.add(text(each, "version")));
        return String.join(", ", versions);
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(7, commit.length()));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }
}
