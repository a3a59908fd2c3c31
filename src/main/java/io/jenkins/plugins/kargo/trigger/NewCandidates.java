package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.promotion.AutoPromotions;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks which Freight some stages would get next. Freight of the Warehouses from which such a stage takes directly is
 * created first: nobody else would. Blocks.
 */
final class NewCandidates {
    private final ProjectAccess access;
    private final Configuration configuration;
    private final NewFreight warehouses;
    private final PollingLog log;

    NewCandidates(ProjectAccess access, Configuration configuration, NewFreight warehouses, PollingLog log) {
        this.access = access;
        this.configuration = configuration;
        this.log = log;
        this.warehouses = warehouses;
    }

    /** @param only the one Warehouse whose Freight counts, empty for all */
    List<News> find(@NonNull List<String> names, @NonNull String only) throws InterruptedException {
        List<Stage> stages = new ArrayList<>();
        Set<FreightOrigin> direct = new LinkedHashSet<>();
        for (String name : names) {
            Stage stage = configuration.stages().get(name);
            if (stage == null) {
                log.line("ERROR: project " + access.project() + " has no stage '" + name + "'; it has "
                        + String.join(", ", configuration.stages().keySet()));
                continue;
            }
            stages.add(stage);
            stage.requestedFreight().stream()
                    .filter(request -> request.sources().direct())
                    .map(FreightRequest::origin)
                    .filter(origin -> only.isEmpty() || origin.name().equals(only))
                    .forEach(direct::add);
        }
        for (FreightOrigin origin : direct) {
            Warehouse warehouse = configuration.warehouses().get(origin.name());
            if (warehouse != null && warehouses.isDue(warehouse)) {
                warehouses.look(warehouse, Mode.TRUSTED);
            }
        }
        List<News> news = new ArrayList<>();
        for (Stage stage : stages) {
            news.addAll(candidates(stage, only));
        }
        return news;
    }

    private List<News> candidates(Stage stage, String only) {
        List<News> news = new ArrayList<>();
        AutoPromotions promotions = new AutoPromotions(KargoRuntime.get().store(), Clock.systemUTC());
        for (AutoPromotions.Candidate candidate : promotions.candidates(access.project(), stage)) {
            String freight = "Stage " + stage.name() + ": the candidate of "
                    + candidate.freight().origin() + " is "
                    + candidate.freight().alias();
            if (!only.isEmpty() && !candidate.freight().origin().name().equals(only)) {
                continue;
            }
            if (candidate.isDue()) {
                log.line(freight + '.');
                news.add(News.candidate(access.project(), stage.name(), candidate.freight()));
            } else {
                log.line(freight + ", left alone: " + candidate.obstacle() + '.');
            }
        }
        return news;
    }
}
