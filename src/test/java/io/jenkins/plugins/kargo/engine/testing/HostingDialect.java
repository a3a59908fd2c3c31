package io.jenkins.plugins.kargo.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The published shapes of the providers' APIs, as far as they concern pull requests. */
public enum HostingDialect {
    GITHUB("github", "/api/v3/repos/shop/app", "shop/app", "shop/app.git") {
        @Override
        Reply answer(HostingDouble service, String method, String path, Map<String, String> query, JsonNode body) {
            Matcher merge = MERGE.matcher(path);
            Matcher one = Pattern.compile("/pulls/(\\d+)").matcher(path);
            Matcher labels = Pattern.compile("/issues/(\\d+)/labels").matcher(path);
            if (path.equals("/pulls") && method.equals("POST")) {
                Request made =
                        service.open(text(body, "head"), text(body, "base"), text(body, "title"), text(body, "body"));
                return new Reply(201, show(service, made));
            } else if (path.equals("/pulls")) {
                return new Reply(
                        200,
                        list(
                                service,
                                query.get("state"),
                                request -> query.get("head") == null
                                        || query.get("head").equals("shop:" + request.source)
                                                && query.get("base").equals(request.target)));
            } else if (labels.matches()) {
                body.path("labels")
                        .forEach(label -> service.request(Long.parseLong(labels.group(1)))
                                .labels
                                .add(label.asText()));
                return new Reply(200, List.of());
            } else if (merge.matches()) {
                Request request = service.request(Long.parseLong(merge.group(1)));
                if (!text(body, "sha").equals(service.head(request))) {
                    return new Reply(
                            409, Map.of("message", "Head branch was modified. Review and try the merge again."));
                }
                return merged(service, request, text(body, "merge_method"), 405, "Pull Request is not mergeable")
                        .orElse(() ->
                                new Reply(200, map("sha", request.mergeCommit, "merged", true, "message", "merged")));
            }
            return one.matches() ? found(service, one.group(1)) : NOT_FOUND;
        }

        @Override
        Map<String, Object> show(HostingDouble service, Request request) {
            return map(
                    "number",
                    request.number,
                    "html_url",
                    service.url() + "/pull/" + request.number,
                    "state",
                    request.state.equals("open") ? "open" : "closed",
                    "merged",
                    request.state.equals("merged"),
                    "merged_at",
                    request.state.equals("merged") ? "2026-01-01T00:00:00Z" : null,
                    "merge_commit_sha",
                    request.mergeCommit.isEmpty() ? null : request.mergeCommit,
                    "mergeable",
                    true,
                    "draft",
                    false,
                    "head",
                    map("ref", request.source, "sha", service.head(request)),
                    "base",
                    map("ref", request.target));
        }
    },
    GITLAB("gitlab", "/api/v4/projects/shop%2Fapp", "shop/app", "shop/app.git") {
        @Override
        Reply answer(HostingDouble service, String method, String path, Map<String, String> query, JsonNode body) {
            Matcher merge = MERGE.matcher(path);
            Matcher one = Pattern.compile("/merge_requests/(\\d+)").matcher(path);
            if (path.equals("/merge_requests") && method.equals("POST")) {
                Request made = service.open(
                        text(body, "source_branch"),
                        text(body, "target_branch"),
                        text(body, "title"),
                        text(body, "description"));
                if (!text(body, "labels").isEmpty()) {
                    made.labels.addAll(List.of(text(body, "labels").split(",")));
                }
                return new Reply(201, show(service, made));
            } else if (path.equals("/merge_requests")) {
                String state = "opened".equals(query.get("state")) ? "open" : "all";
                return new Reply(
                        200,
                        list(
                                service,
                                state,
                                request -> query.get("source_branch") == null
                                        || query.get("source_branch").equals(request.source)
                                                && query.get("target_branch").equals(request.target)));
            } else if (merge.matches()) {
                Request request = service.request(Long.parseLong(merge.group(1)));
                if (!text(body, "sha").equals(service.head(request))) {
                    return new Reply(409, Map.of("message", "SHA does not match HEAD of source branch"));
                }
                return merged(
                                service,
                                request,
                                body.path("squash").asBoolean() ? "squash" : "merge",
                                405,
                                "Method Not Allowed")
                        .orElse(() -> new Reply(200, show(service, request)));
            }
            return one.matches() ? found(service, one.group(1)) : NOT_FOUND;
        }

        @Override
        Map<String, Object> show(HostingDouble service, Request request) {
            return map(
                    "iid",
                    request.number,
                    "id",
                    1000 + request.number,
                    "web_url",
                    service.url() + "/-/merge_requests/" + request.number,
                    "state",
                    request.state.equals("open") ? "opened" : request.state,
                    "sha",
                    service.head(request),
                    "merge_commit_sha",
                    request.mergeCommit.isEmpty() ? null : request.mergeCommit,
                    "squash_commit_sha",
                    null);
        }
    },
    GITEA("gitea", "/api/v1/repos/shop/app", "shop/app", "shop/app.git") {
        @Override
        Reply answer(HostingDouble service, String method, String path, Map<String, String> query, JsonNode body) {
            Matcher merge = MERGE.matcher(path);
            Matcher one = Pattern.compile("/pulls/(\\d+)").matcher(path);
            if (path.equals("/labels")) {
                return method.equals("POST")
                        ? new Reply(201, map("id", 8, "name", text(body, "name")))
                        : new Reply(200, List.of(map("id", 7, "name", "known")));
            } else if (path.equals("/pulls") && method.equals("POST")) {
                Request made =
                        service.open(text(body, "head"), text(body, "base"), text(body, "title"), text(body, "body"));
                body.path("labels").forEach(id -> made.labels.add(id.asInt() == 7 ? "known" : "kargo"));
                return new Reply(201, show(service, made));
            } else if (path.equals("/pulls")) {
                return new Reply(200, list(service, query.get("state"), request -> true));
            } else if (merge.matches()) {
                Request request = service.request(Long.parseLong(merge.group(1)));
                if (!text(body, "head_commit_id").equals(service.head(request))) {
                    return new Reply(409, Map.of("message", "head out of date"));
                }
                return merged(service, request, text(body, "Do"), 405, "Please try again later")
                        .orElse(() -> new Reply(200, null));
            }
            return one.matches() ? found(service, one.group(1)) : NOT_FOUND;
        }

        @Override
        Map<String, Object> show(HostingDouble service, Request request) {
            return map(
                    "number",
                    request.number,
                    "html_url",
                    service.url() + "/pulls/" + request.number,
                    "state",
                    request.state.equals("open") ? "open" : "closed",
                    "merged",
                    request.state.equals("merged"),
                    "merge_commit_sha",
                    request.mergeCommit,
                    "head",
                    map("ref", request.source, "sha", service.head(request)),
                    "base",
                    map("ref", request.target));
        }
    },
    AZURE("azure", "/org/proj/_apis/git/repositories/app", "org/proj/_git/app", "org/proj/_git/app") {
        @Override
        Reply answer(HostingDouble service, String method, String path, Map<String, String> query, JsonNode body) {
            Matcher one = Pattern.compile("/pullrequests/(\\d+)").matcher(path);
            if (path.equals("/pullrequests") && method.equals("POST")) {
                Request made = service.open(
                        text(body, "sourceRefName").substring(11),
                        text(body, "targetRefName").substring(11),
                        text(body, "title"),
                        text(body, "description"));
                body.path("labels")
                        .forEach(label -> made.labels.add(label.path("name").asText()));
                return new Reply(201, show(service, made));
            } else if (path.equals("/pullrequests")) {
                String source = query.get("searchCriteria.sourceRefName");
                String state = "active".equals(query.get("searchCriteria.status")) ? "open" : "all";
                return new Reply(
                        200,
                        map(
                                "value",
                                list(
                                        service,
                                        state,
                                        request -> source == null
                                                || source.equals("refs/heads/" + request.source)
                                                        && query.get("searchCriteria.targetRefName")
                                                                .equals("refs/heads/" + request.target))));
            } else if (one.matches() && method.equals("PATCH")) {
                Request request = service.request(Long.parseLong(one.group(1)));
                if (!body.path("lastMergeSourceCommit")
                        .path("commitId")
                        .asText()
                        .equals(service.head(request))) {
                    return new Reply(409, Map.of("message", "TF401192: the source was modified"));
                }
                String strategy =
                        body.path("completionOptions").path("mergeStrategy").asText();
                return merged(service, request, strategy, 409, "TF401179: conflicts")
                        .orElse(() -> new Reply(200, show(service, request)));
            }
            return one.matches() ? found(service, one.group(1)) : NOT_FOUND;
        }

        @Override
        Map<String, Object> show(HostingDouble service, Request request) {
            return map(
                    "pullRequestId",
                    request.number,
                    "status",
                    request.state.equals("open")
                            ? "active"
                            : request.state.equals("merged") ? "completed" : "abandoned",
                    "mergeStatus",
                    service.blocked().isEmpty() ? "succeeded" : "rejectedByPolicy",
                    "isDraft",
                    false,
                    "lastMergeSourceCommit",
                    map("commitId", service.head(request)),
                    "lastMergeCommit",
                    map("commitId", request.mergeCommit));
        }
    },
    BITBUCKET("bitbucket", "/2.0/repositories/shop/app", "shop/app", "shop/app.git") {
        @Override
        Reply answer(HostingDouble service, String method, String path, Map<String, String> query, JsonNode body) {
            Matcher merge = MERGE.matcher(path);
            Matcher one = Pattern.compile("/pullrequests/(\\d+)").matcher(path);
            if (path.equals("/pullrequests") && method.equals("POST")) {
                Request made = service.open(
                        body.path("source").path("branch").path("name").asText(),
                        body.path("destination").path("branch").path("name").asText(),
                        text(body, "title"),
                        text(body, "description"));
                return new Reply(201, show(service, made));
            } else if (path.equals("/pullrequests")) {
                String filter = query.get("q");
                return new Reply(
                        200,
                        map(
                                "values",
                                list(
                                        service,
                                        filter == null ? "open" : "all",
                                        request -> filter == null
                                                || filter.equals("source.branch.name=\"" + request.source
                                                        + "\" AND destination.branch.name=\"" + request.target
                                                        + '"'))));
            } else if (merge.matches()) {
                Request request = service.request(Long.parseLong(merge.group(1)));
                return merged(service, request, text(body, "merge_strategy"), 409, "conflict")
                        .orElse(() -> new Reply(200, show(service, request)));
            }
            return one.matches() ? found(service, one.group(1)) : NOT_FOUND;
        }

        @Override
        Map<String, Object> show(HostingDouble service, Request request) {
            String state =
                    request.state.equals("closed") ? "DECLINED" : request.state.toUpperCase(java.util.Locale.ROOT);
            return map(
                    "id",
                    request.number,
                    "state",
                    state,
                    "links",
                    map("html", map("href", service.url() + "/pull-requests/" + request.number)),
                    // The API shortens ids.
                    "source",
                    map("commit", map("hash", service.head(request).substring(0, 12))),
                    "merge_commit",
                    request.mergeCommit.isEmpty() ? null : map("hash", request.mergeCommit.substring(0, 12)));
        }
    },
    BITBUCKET_DATACENTER(
            "bitbucket-datacenter", "/rest/api/latest/projects/shop/repos/app", "scm/shop/app", "scm/shop/app.git") {
        @Override
        Reply answer(HostingDouble service, String method, String path, Map<String, String> query, JsonNode body) {
            Matcher merge = MERGE.matcher(path);
            Matcher one = Pattern.compile("/pull-requests/(\\d+)").matcher(path);
            if (path.equals("/pull-requests") && method.equals("POST")) {
                Request made = service.open(
                        body.path("fromRef").path("id").asText().substring(11),
                        body.path("toRef").path("id").asText().substring(11),
                        text(body, "title"),
                        text(body, "description"));
                return new Reply(201, show(service, made));
            } else if (path.equals("/pull-requests")) {
                String at = query.get("at");
                String state = "OPEN".equals(query.get("state")) ? "open" : "all";
                return new Reply(
                        200,
                        map(
                                "isLastPage",
                                true,
                                "values",
                                list(
                                        service,
                                        state,
                                        request -> at == null || at.equals("refs/heads/" + request.target))));
            } else if (merge.matches() && "3".equals(query.get("version"))) {
                Request request = service.request(Long.parseLong(merge.group(1)));
                return merged(service, request, text(body, "strategyId"), 409, "conflicted")
                        .orElse(() -> new Reply(200, show(service, request)));
            }
            return one.matches() ? found(service, one.group(1)) : NOT_FOUND;
        }

        @Override
        Map<String, Object> show(HostingDouble service, Request request) {
            String state =
                    request.state.equals("closed") ? "DECLINED" : request.state.toUpperCase(java.util.Locale.ROOT);
            return map(
                    "id",
                    request.number,
                    "version",
                    3,
                    "state",
                    state,
                    "fromRef",
                    map("id", "refs/heads/" + request.source, "latestCommit", service.head(request)),
                    "toRef",
                    map("id", "refs/heads/" + request.target),
                    "links",
                    map("self", List.of(map("href", service.server() + "/pull-requests/" + request.number))),
                    "properties",
                    map("mergeCommit", map("id", request.mergeCommit)));
        }
    };

    private static final Pattern MERGE =
            Pattern.compile("/(?:pulls|merge_requests|pullrequests|pull-requests)/(\\d+)/merge");
    private static final Reply NOT_FOUND = new Reply(404, Map.of("message", "Not Found"));

    /** An answer; a null body is an empty one. */
    record Reply(int status, Object body) {}

    /** Empty when it went well. */
    private record Refusal(Reply reply) {
        Reply orElse(java.util.function.Supplier<Reply> success) {
            return reply == null ? success.get() : reply;
        }
    }

    private final String provider;
    private final String prefix;
    private final String folder;
    private final String clonePath;

    HostingDialect(String provider, String prefix, String folder, String clonePath) {
        this.provider = provider;
        this.prefix = prefix;
        this.folder = folder;
        this.clonePath = clonePath;
    }

    /** As it stands in a configuration. */
    public String provider() {
        return provider;
    }

    String prefix() {
        return prefix;
    }

    String folder() {
        return folder;
    }

    String clonePath() {
        return clonePath;
    }

    abstract Reply answer(HostingDouble service, String method, String path, Map<String, String> query, JsonNode body);

    abstract Map<String, Object> show(HostingDouble service, Request request);

    Reply found(HostingDouble service, String number) {
        Request request = service.request(Long.parseLong(number));
        return request == null ? NOT_FOUND : new Reply(200, show(service, request));
    }

    List<Object> list(HostingDouble service, String state, Predicate<Request> wanted) {
        List<Object> list = new ArrayList<>();
        for (Request request : service.requests()) {
            if (wanted.test(request) && (!"open".equals(state) || request.state.equals("open"))) {
                list.add(0, show(service, request));
            }
        }
        return list;
    }

    private static Refusal merged(HostingDouble service, Request request, String method, int status, String conflict) {
        if (!service.blocked().isEmpty()) {
            return new Refusal(new Reply(status, Map.of("message", service.blocked())));
        }
        return service.merge(request.number, method)
                ? new Refusal(null)
                : new Refusal(new Reply(status, Map.of("message", conflict)));
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asText("");
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
