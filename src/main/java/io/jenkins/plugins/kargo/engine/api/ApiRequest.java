package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/**
 * A request as every web front hands it over. The front has already checked the crumb of a POST.
 *
 * @param path below {@code /kargo/api/v1}, decoded, starting with a slash
 * @param query first value of every parameter
 * @param ifNoneMatch the header of that name, null when absent
 * @param body empty for GET; at most one mebibyte
 */
public record ApiRequest(
        @NonNull String method,
        @NonNull String path,
        @NonNull Map<String, String> query,
        @CheckForNull String ifNoneMatch,
        @NonNull String body) {}
