package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import java.util.List;

/** A person asked for a promotion on the Kargo page, by the API or the CLI; {@code kargoPromote} adopts the request. */
public class KargoCause extends Cause {
    private final String project;
    private final String request;
    private final String stage;
    private final String userId;

    /** @param userId Jenkins id of the person who asked */
    public KargoCause(@NonNull PromotionRequest request, @NonNull String userId) {
        this.project = request.project().path();
        this.request = request.id();
        this.stage = request.stage();
        this.userId = userId;
    }

    /** What to schedule the runner job with: no two requests ever share a build. */
    @NonNull
    public static List<Action> actions(@NonNull PromotionRequest request, @NonNull String userId) {
        return List.of(new CauseAction(new KargoCause(request, userId)), new OwnBuild());
    }

    /** As it is called now. */
    @NonNull
    public ProjectKey getProject() {
        return CurrentProject.of(ProjectKey.ofPath(project));
    }

    /** Id of the request in the store. */
    @NonNull
    public String getRequest() {
        return request;
    }

    @NonNull
    public String getStage() {
        return stage;
    }

    @NonNull
    public String getUserId() {
        return userId;
    }

    @Override
    public String getShortDescription() {
        return Messages.KargoCause_description(userId, stage, project);
    }

    /** Keeps the queue from merging two requests for one job into one build. */
    private static final class OwnBuild extends InvisibleAction implements Queue.QueueAction {
        @Override
        public boolean shouldSchedule(List<Action> actions) {
            return true;
        }
    }
}
