package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The JSON API. Every row that it returns belongs to a project that the caller may read; a project that the caller may
 * not read does not exist. Safe for many threads; blocks on the store.
 */
public final class KargoApi {
    /** Most characters of a request's body. */
    public static final int MAX_BODY = 1 << 20;

    private final KargoStore store;
    private final ProjectReader reader;
    private final ProjectReads reads;
    private final ProjectActions actions;
    private final ETags etags;

    public KargoApi(@NonNull ApiServices services) {
        this.store = services.store();
        this.reader = new ProjectReader(services);
        this.reads = new ProjectReads(reader);
        this.actions = new ProjectActions(services, reader);
        this.etags = new ETags(store, services.runners(), services.clock());
    }

    /** Never throws: what goes wrong is a problem document. */
    @NonNull
    public ApiResponse handle(@NonNull ApiRequest request, @NonNull Caller caller) {
        try {
            if (request.body().length() > MAX_BODY) {
                throw ApiProblem.tooLarge("The body is longer than " + MAX_BODY + " characters");
            }
            ApiPath path = ApiPath.parse(request.path());
            return path.project() == null ? root(path, request, caller) : project(path, request, caller);
        } catch (ApiProblem problem) {
            return ApiJson.problem(problem);
        } catch (StoreException e) {
            return unavailable(e);
        }
    }

    /** The answer while the store cannot be read or written, or not even be opened. */
    @NonNull
    public static ApiResponse unavailable(@NonNull StoreException cause) {
        return ApiJson.problem(ApiProblem.unavailable(cause.getMessage()));
    }

    private ApiResponse root(ApiPath path, ApiRequest request, Caller caller) throws ApiProblem {
        if (!isRead(request)) {
            throw ApiProblem.wrongMethod("GET");
        }
        if (path.length() == 1 && path.segment(0).equals("projects")) {
            List<ProjectRecord> visible = store.projects().all().stream()
                    .filter(record -> caller.may(Caller.Right.READ, record.key()))
                    .sorted(Comparator.comparing(record -> record.key().path()))
                    .toList();
            String etag = etags.ofAll(visible, caller);
            if (etag.equals(request.ifNoneMatch())) {
                return notModified(etag);
            }
            return ApiJson.ok(
                    200,
                    new Views.ProjectList(visible.stream()
                            .map(record -> reader.summary(record, caller))
                            .toList()),
                    etag);
        }
        if (path.length() == 1 && path.segment(0).equals("openapi.yaml")) {
            return new ApiResponse(200, "application/yaml", null, openApi());
        }
        throw ApiProblem.notFound("There is no " + request.path() + " in this API; see openapi.yaml");
    }

    private ApiResponse project(ApiPath path, ApiRequest request, Caller caller) throws ApiProblem {
        ProjectKey project = path.project();
        ProjectRecord record = store.projects()
                .find(project)
                .filter(each -> caller.may(Caller.Right.READ, project))
                .orElseThrow(() -> ApiProblem.notFound("There is no project '" + project + "'"));
        if (!isRead(request)) {
            return actions.perform(path, request, caller);
        }
        String etag = etags.of(project, caller);
        if (etag.equals(request.ifNoneMatch())) {
            return notModified(etag);
        }
        return ApiJson.ok(200, reads.read(record, path, request, caller), etag);
    }

    private static boolean isRead(ApiRequest request) throws ApiProblem {
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            return true;
        }
        if (request.method().equals("POST")) {
            return false;
        }
        throw ApiProblem.wrongMethod("GET or POST");
    }

    private static ApiResponse notModified(String etag) {
        return new ApiResponse(304, ApiResponse.JSON, etag, "");
    }

    @CheckForNull
    private static String openApi() {
        try (InputStream stream = KargoApi.class.getResourceAsStream("openapi.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("openapi.yaml cannot be read", e);
        }
    }
}
