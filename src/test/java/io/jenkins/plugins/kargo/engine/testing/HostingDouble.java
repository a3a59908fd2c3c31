package io.jenkins.plugins.kargo.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.kargo.engine.testing.HostingDialect.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.Merger;

/**
 * A git hosting service with one repository: git over HTTP, and the part of a provider's published API that concerns pull
 * requests. Merges are real ones in the bare repository, and conflicts are real conflicts.
 */
public final class HostingDouble implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A pull request as the service keeps it. */
    public static final class Request {
        public final long number;
        public final String source;
        public final String target;
        public final String title;
        public final String description;
        public List<String> labels = new ArrayList<>();
        public String state = "open";
        public String mergeCommit = "";
        public String method = "";
        private String lastHead = "";

        Request(long number, String source, String target, String title, String description) {
            this.number = number;
            this.source = source;
            this.target = target;
            this.title = title;
            this.description = description;
        }
    }

    private final GitHttpServer server;
    private final HostingDialect dialect;
    private final GitFixture repository;
    private final Map<Long, Request> requests = new TreeMap<>();
    private final Queue<Reply> faults = new ConcurrentLinkedQueue<>();
    private volatile String blocked = "";
    private volatile boolean eager;

    private HostingDouble(Path root, HostingDialect dialect) {
        this.dialect = dialect;
        server = GitHttpServer.withApi(root, path -> path.startsWith(dialect.prefix()), this::api);
        repository = server.create(dialect.folder());
    }

    public static HostingDouble start(Path root, HostingDialect dialect) {
        return new HostingDouble(root, dialect);
    }

    public GitFixture repository() {
        return repository;
    }

    /** The URL that stands in a manifest. */
    public String url() {
        return server.http().url() + '/' + dialect.clonePath();
    }

    public String server() {
        return server.http().url();
    }

    /** Requests of the API only. */
    public List<String> calls() {
        return server.http().requests().stream()
                .filter(line -> line.substring(line.indexOf(' ') + 1).startsWith(dialect.prefix()))
                .toList();
    }

    public void forgetCalls() {
        server.http().forgetRequests();
    }

    /** The next request of the API gets this answer. */
    public void fault(int status, String body) {
        faults.add(new Reply(status, Map.of("message", body)));
    }

    /** Nothing is merged for this reason; empty lifts it. */
    public void block(String reason) {
        blocked = reason;
    }

    /** Somebody merges every pull request as soon as it is looked at. */
    public void mergeAtOnce() {
        eager = true;
    }

    public String blocked() {
        return blocked;
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests.values());
    }

    public synchronized Request request(long number) {
        return requests.get(number);
    }

    synchronized Request open(String source, String target, String title, String description) {
        Request request = new Request(requests.size() + 1L, source, target, title, description);
        requests.put(request.number, request);
        return request;
    }

    /** What the source branch has now; what it had last when it is gone. */
    public synchronized String head(Request request) {
        String head = repository.head(request.source);
        if (head != null && request.state.equals("open")) {
            request.lastHead = head;
        }
        return request.lastHead.isEmpty() ? String.valueOf(head) : request.lastHead;
    }

    public synchronized void close(long number) {
        head(requests.get(number));
        requests.get(number).state = "closed";
    }

    /** As a person would on the page. @return whether it could be merged */
    public synchronized boolean merge(long number, String method) {
        Request request = requests.get(number);
        String head = head(request);
        try (Repository git = repository.open();
                ObjectInserter inserter = git.newObjectInserter()) {
            ObjectId ours = git.resolve("refs/heads/" + request.target);
            ObjectId theirs = ObjectId.fromString(head);
            Merger merger = MergeStrategy.RECURSIVE.newMerger(git, true);
            if (!merger.merge(ours, theirs)) {
                return false;
            }
            PersonIdent person = new PersonIdent("Grace Hopper", "grace@example.com", Instant.EPOCH, ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(merger.getResultTreeId());
            commit.setParentIds(method.contains("squash") ? List.of(ours) : List.of(ours, theirs));
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage("Merge " + request.title);
            ObjectId merged = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = git.updateRef("refs/heads/" + request.target);
            update.setNewObjectId(merged);
            update.forceUpdate();
            request.state = "merged";
            request.mergeCommit = merged.name();
            request.method = method;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void api(HttpExchange exchange) throws IOException {
        byte[] content = exchange.getRequestBody().readAllBytes();
        JsonNode body = content.length == 0 ? JSON.createObjectNode() : JSON.readTree(content);
        if (eager && exchange.getRequestMethod().equals("GET")) {
            requests().stream().filter(one -> one.state.equals("open")).forEach(one -> merge(one.number, "merge"));
        }
        Reply fault = faults.poll();
        Reply reply;
        if (fault != null) {
            reply = fault;
        } else if (!admitted(exchange)) {
            reply = new Reply(401, Map.of("message", "Bad credentials"));
        } else {
            reply = dialect.answer(
                    this,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI()
                            .getRawPath()
                            .substring(dialect.prefix().length()),
                    query(exchange.getRequestURI().getRawQuery()),
                    body);
        }
        byte[] answer = reply.body() == null ? new byte[0] : JSON.writeValueAsBytes(reply.body());
        LoopbackServer.answer(exchange, reply.status(), "application/json", answer);
    }

    private static boolean admitted(HttpExchange exchange) {
        String raw = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String password = BasicCredentials.RIGHT.password();
        String anonymous = Base64.getEncoder().encodeToString((':' + password).getBytes(StandardCharsets.UTF_8));
        // Real tokens are ASCII, which is all that a header may hold.
        return raw.equals("Bearer " + password.replaceAll("[^\\x20-\\x7e]", "?"))
                || raw.equals("Basic " + anonymous)
                || BasicCredentials.RIGHT.sentBy(exchange);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            query.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.http().close();
    }
}
