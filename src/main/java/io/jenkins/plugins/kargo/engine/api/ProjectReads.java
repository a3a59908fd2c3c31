package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.FreightFilter;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Finds what a GET below a project asks for. */
final class ProjectReads {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_TEXT = 200;

    private final ProjectReader reader;

    ProjectReads(ProjectReader reader) {
        this.reader = reader;
    }

    @NonNull
    Object read(ProjectRecord record, ApiPath path, ApiRequest request, Caller caller) throws ApiProblem {
        return switch (path.length()) {
            case 1 -> list(record, path.segment(0), request, caller);
            case 2 -> one(record.key(), path, request, caller);
            case 3 -> of(record.key(), path, request, caller);
            default -> throw nothing(request);
        };
    }

    private Object list(ProjectRecord record, String what, ApiRequest request, Caller caller) throws ApiProblem {
        ProjectKey project = record.key();
        Map<String, String> query = request.query();
        int limit = limit(query);
        return switch (what) {
            case "board" -> reader.board(record, caller, limit);
            case "freight" ->
                reader.freight(project, reader.configuration(project), filter(query), query.get("before"), limit);
            case "promotions" -> reader.promotions(project, query.get("stage"), query.get("before"), limit, caller);
            case "verifications" -> reader.verifications(project, query.get("stage"), limit);
            case "configuration" -> reader.configurationInfo(record, limit, caller);
            case "events" -> reader.events(project, place(query.get("before")), limit);
            default -> throw nothing(request);
        };
    }

    private Object one(ProjectKey project, ApiPath path, ApiRequest request, Caller caller) throws ApiProblem {
        String name = path.segment(1);
        return switch (path.segment(0)) {
            case "freight" -> reader.freightDetail(project, reader.findFreight(project, name), caller);
            case "stages" -> reader.stage(project, reader.findStage(project, name), caller);
            case "promotions" -> reader.promotion(reader.findPromotion(project, name), caller);
            case "warehouses" -> reader.warehouse(project, reader.findWarehouse(project, name));
            case "verifications" -> VerificationViews.of(reader.findVerification(project, name));
            case "requests" -> reader.request(project, name);
            default -> throw nothing(request);
        };
    }

    private Object of(ProjectKey project, ApiPath path, ApiRequest request, Caller caller) throws ApiProblem {
        String name = path.segment(1);
        switch (path.segment(0) + '/' + path.segment(2)) {
            case "freight/compare":
                return Comparisons.of(
                        reader.findFreight(project, required(request, "with")).freight(),
                        reader.findFreight(project, name).freight());
            case "promotions/diff":
                return reader.diff(reader.findPromotion(project, name));
            case "stages/preview":
                Stage stage = reader.findStage(project, name);
                return reader.preview(
                        project, stage, reader.findFreight(project, required(request, "freight")), caller);
            default:
                throw nothing(request);
        }
    }

    private static FreightFilter filter(Map<String, String> query) throws ApiProblem {
        String warehouse = query.get("warehouse");
        String text = query.getOrDefault("artifact", "").strip();
        if (text.length() > MAX_TEXT) {
            throw ApiProblem.badRequest("artifact is longer than " + MAX_TEXT + " characters");
        }
        return new FreightFilter(
                warehouse == null || warehouse.isEmpty() ? null : FreightOrigin.warehouse(warehouse),
                text,
                time(query, "from"),
                time(query, "until"),
                flag(query, "held"));
    }

    @CheckForNull
    private static Instant time(Map<String, String> query, String name) throws ApiProblem {
        String text = query.getOrDefault(name, "");
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiProblem.badRequest(
                    name + " must be a time in UTC such as 2026-11-21T08:00:00Z, not '" + text + "'");
        }
    }

    private static boolean flag(Map<String, String> query, String name) throws ApiProblem {
        String text = query.getOrDefault(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw ApiProblem.badRequest(name + " must be true or false, not '" + text + "'");
        }
        return text.equals("true");
    }

    @CheckForNull
    private static Long place(@CheckForNull String before) throws ApiProblem {
        if (before == null) {
            return null;
        }
        if (!before.matches("\\d{1,18}")) {
            throw ApiProblem.badRequest("before must be what the page before gave as next, not '" + before + "'");
        }
        return Long.valueOf(before);
    }

    private static String required(ApiRequest request, String name) throws ApiProblem {
        String value = request.query().getOrDefault(name, "");
        if (value.isEmpty()) {
            throw ApiProblem.badRequest("The parameter " + name + " is missing");
        }
        return value;
    }

    private static int limit(Map<String, String> query) throws ApiProblem {
        String text = query.get("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ApiProblem.badRequest("limit must be a number from 1 to " + MAX_LIMIT + ", not '" + text + "'");
        }
        return limit;
    }

    private static ApiProblem nothing(ApiRequest request) {
        return ApiProblem.notFound("There is no " + request.path() + " in this API; see openapi.yaml");
    }
}
