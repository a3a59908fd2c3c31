package io.jenkins.plugins.kargo.web;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.config.WarehouseRefresh;
import io.jenkins.plugins.kargo.engine.api.ApiRequest;
import io.jenkins.plugins.kargo.engine.api.ApiResponse;
import io.jenkins.plugins.kargo.engine.api.ApiServices;
import io.jenkins.plugins.kargo.engine.api.KargoApi;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.project.RunnerJobs;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;

/** The API of this controller, as the current user calls it. */
public final class KargoWeb {
    private KargoWeb() {}

    /** @param path below {@code /kargo/api/v1}, decoded */
    public static void serve(
            @NonNull String path, @NonNull HttpServletRequest request, @NonNull HttpServletResponse response)
            throws IOException {
        KargoHttp.serve(KargoWeb::handle, path, request, response);
    }

    /** Without a web request, for the command line. */
    @NonNull
    public static ApiResponse handle(@NonNull ApiRequest request) {
        KargoRuntime runtime = KargoRuntime.get();
        try {
            return api(runtime).handle(request, caller(runtime));
        } catch (StoreException e) {
            return KargoApi.unavailable(e);
        }
    }

    private static KargoApi api(KargoRuntime runtime) {
        return new KargoApi(new ApiServices(
                runtime.store(),
                runtime.configurations(),
                runtime.promotions(),
                runtime.verifications(),
                runtime.warehouses(),
                new RunnerJobs(runtime),
                new WarehouseRefresh(runtime),
                Clock.systemUTC()));
    }

    private static KargoCaller caller(KargoRuntime runtime) {
        return KargoCaller.current(project -> configJob(runtime, project));
    }

    /** The webhook receivers of a project. @param project its path */
    public static void webhooks(@NonNull String project, @NonNull HttpServletResponse response) throws IOException {
        KargoRuntime runtime = KargoRuntime.get();
        KargoCaller caller = KargoCaller.current(key -> configJob(runtime, key));
        if (project.isEmpty() || !KargoWebhooks.list(ProjectKey.ofPath(project), caller, response)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @CheckForNull
    private static String configJob(KargoRuntime runtime, ProjectKey project) {
        return runtime.store()
                .projects()
                .find(project)
                .map(ProjectRecord::configJob)
                .orElse(null);
    }
}
