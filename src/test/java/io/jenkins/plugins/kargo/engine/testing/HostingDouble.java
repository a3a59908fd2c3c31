package io.jenkins.plugins.kargo.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.kargo.engine.testing.forge.Forge;
import io.jenkins.plugins.kargo.engine.testing.forge.ForgeCall;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import io.jenkins.plugins.kargo.engine.testing.forge.PullRequestRecord;
import io.jenkins.plugins.kargo.engine.testing.forge.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
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
public final class HostingDouble implements Forge, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GitHttpServer server;
    private final HostingDialect dialect;
    private final GitFixture repository;
    /** A request of the API that was served, and its answer. @param path below the repository's own */
    public record Exchange(
            String method, String path, Map<String, String> query, JsonNode request, int status, Object answer) {}

    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final Map<Long, PullRequestRecord> requests = new TreeMap<>();
    private final Map<Long, String> lastHeads = new TreeMap<>();
    private final Queue<Reply> faults = new ConcurrentLinkedQueue<>();
    private volatile String blocked = "";
    private volatile boolean eager;
    private volatile boolean undecided;
    private volatile boolean losing;
    private volatile String nextMethod = "";
    private volatile Runnable beforeNext = () -> {};
    private volatile boolean silent;

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

    @Override
    public String page() {
        return url().replaceAll("\\.git$", "");
    }

    @Override
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

    /** The next request of the API gets this answer; a 403 says that a quota is used up. */
    public void fault(int status, String body) {
        faults.add(new Reply(status, Map.of("message", body)));
    }

    /** The next request that changes something is carried out, but its answer is lost. */
    public void loseAnswer() {
        losing = true;
    }

    /** Something happens just before the next request of a kind is served. */
    public void beforeNext(String method, Runnable event) {
        beforeNext = event;
        nextMethod = method;
    }

    /** The API ends connections without a word. */
    public void silent(boolean value) {
        silent = value;
    }

    /** Nothing is merged for this reason; empty lifts it. */
    public void block(String reason) {
        blocked = reason;
    }

    /** Whether the service says that it has to find out first what can be merged. */
    public void undecided(boolean value) {
        undecided = value;
    }

    @Override
    public boolean undecided() {
        return undecided;
    }

    @Override
    public Repository git() {
        return repository.open();
    }

    /** Somebody merges every pull request as soon as it is looked at. */
    public void mergeAtOnce() {
        eager = true;
    }

    @Override
    public String blocked() {
        return blocked;
    }

    @Override
    public synchronized List<PullRequestRecord> requests() {
        return List.copyOf(requests.values());
    }

    @Override
    public synchronized PullRequestRecord request(long number) {
        return requests.get(number);
    }

    @Override
    public synchronized PullRequestRecord open(String source, String target, String title, String description) {
        PullRequestRecord request = new PullRequestRecord(requests.size() + 1L, source, target, title, description);
        requests.put(request.number, request);
        return request;
    }

    @Override
    public synchronized String head(PullRequestRecord request) {
        String head = repository.head(request.source);
        if (head != null && request.isOpen()) {
            lastHeads.put(request.number, head);
        }
        return lastHeads.getOrDefault(request.number, String.valueOf(head));
    }

    public synchronized void close(long number) {
        head(requests.get(number));
        requests.get(number).state = "closed";
    }

    /** As a person would on the page. */
    @Override
    public synchronized boolean merge(long number, String method) {
        PullRequestRecord request = requests.get(number);
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
        if (silent) {
            // The connection ends without an answer.
            return;
        }
        if (exchange.getRequestMethod().equals(nextMethod)) {
            nextMethod = "";
            beforeNext.run();
        }
        Reply reply = faults.poll();
        if (reply != null && reply.status() == 403) {
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "0");
        } else if (reply == null && !admitted(exchange)) {
            reply = new Reply(401, Map.of("message", "Bad credentials"));
        } else if (reply == null) {
            reply = served(exchange, body);
        }
        byte[] answer = reply.body() == null ? new byte[0] : JSON.writeValueAsBytes(reply.body());
        LoopbackServer.answer(exchange, reply.status(), "application/json", answer);
    }

    private Reply served(HttpExchange exchange, JsonNode body) {
        String method = exchange.getRequestMethod();
        String path =
                exchange.getRequestURI().getRawPath().substring(dialect.prefix().length());
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        Reply reply = dialect.api().answer(new ForgeCall(this, method, path, query, body));
        exchanges.add(new Exchange(method, path, query, body, reply.status(), reply.body()));
        if (losing && !method.equals("GET")) {
            losing = false;
            return new Reply(502, Map.of("message", "Bad Gateway"));
        }
        return reply;
    }

    /** What was served so far, in order. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
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
