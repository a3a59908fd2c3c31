package io.jenkins.plugins.kargo.engine.testing.forge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One provider's API. Stateless. */
public abstract class ForgeApi {
    static final int REPOSITORY = 12;

    private final String list;
    private final Pattern one;

    /** @param list path of the list of pull requests */
    ForgeApi(String list) {
        this.list = list;
        one = Pattern.compile(Pattern.quote(list) + "/(\\d+)(/merge)?");
    }

    public final Reply answer(ForgeCall call) {
        if (call.path().equals(list)) {
            return call.isPost() ? new Reply(201, whole(call.forge(), open(call))) : new Reply(200, listed(call));
        }
        Matcher single = one.matcher(call.path());
        if (!single.matches()) {
            return other(call);
        }
        PullRequestRecord request = call.forge().request(Long.parseLong(single.group(1)));
        if (request == null) {
            return Reply.NOT_FOUND;
        }
        if (single.group(2) != null || call.text("status").equals("completed")) {
            return merge(call, request);
        }
        return call.method().equals("GET")
                ? new Reply(200, whole(call.forge(), request))
                : reword(call, request).orElseGet(() -> new Reply(200, whole(call.forge(), request)));
    }

    /** @return why not */
    Optional<Reply> reword(ForgeCall call, PullRequestRecord request) {
        if (!call.method().equals(changeMethod()) || !request.isOpen()) {
            return Optional.of(new Reply(405, Map.of("message", "not like this")));
        }
        request.title = call.text("title");
        request.description = call.text(descriptionField());
        return Optional.empty();
    }

    String changeMethod() {
        return "PATCH";
    }

    String descriptionField() {
        return "description";
    }

    String draftField() {
        return "draft";
    }

    final Map<String, Object> whole(Forge forge, PullRequestRecord request) {
        return worded(show(forge, request), request);
    }

    private Map<String, Object> worded(Map<String, Object> shown, PullRequestRecord request) {
        shown.put("title", request.title);
        shown.put(descriptionField(), request.description);
        shown.put(draftField(), request.draft);
        return shown;
    }

    abstract PullRequestRecord open(ForgeCall call);

    abstract Object listed(ForgeCall call);

    abstract Reply merge(ForgeCall call, PullRequestRecord request);

    abstract Map<String, Object> show(Forge forge, PullRequestRecord request);

    /** In a list, where some say less. */
    Map<String, Object> summary(Forge forge, PullRequestRecord request) {
        return show(forge, request);
    }

    /** Any path but those of pull requests. */
    Reply other(ForgeCall call) {
        return Reply.NOT_FOUND;
    }

    /** The newest first. */
    final List<Object> list(ForgeCall call, boolean openOnly, Predicate<PullRequestRecord> wanted) {
        List<Object> shown = new ArrayList<>();
        for (PullRequestRecord request : call.forge().requests()) {
            if (wanted.test(request) && (!openOnly || request.isOpen())) {
                shown.add(0, worded(summary(call.forge(), request), request));
            }
        }
        return shown;
    }

    /** @param status when it cannot be merged, with the message unless something else is in the way */
    final Reply merged(ForgeCall call, PullRequestRecord request, String method, int status, String conflict) {
        String blocked = request.draft ? "is a draft" : call.forge().blocked();
        if (blocked.isEmpty() && call.forge().merge(request.number, method)) {
            return new Reply(200, afterMerge(call.forge(), request));
        }
        return new Reply(status, Map.of("message", blocked.isEmpty() ? conflict : blocked));
    }

    Object afterMerge(Forge forge, PullRequestRecord request) {
        return whole(forge, request);
    }

    /** The number of the repository that the branch is in; that of the service's own is {@link #REPOSITORY}. */
    static int sourceRepository(PullRequestRecord request) {
        return request.fromFork ? REPOSITORY + 1 : REPOSITORY;
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** Null instead of an empty text. */
    static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
