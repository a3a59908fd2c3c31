package io.jenkins.plugins.kargo.local.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.Controller;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A git server with a password and a repository {@code app} whose {@code .kargo} declares the project {@code app}: its
 * warehouse watches {@code app/}, its stages commit what is there to {@code stage/<name>}. And a controller with a folder
 * {@code shop}.
 */
final class World implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(2);
    static final String PROJECT = "shop/app";
    static final String CREDENTIAL = "git-bot";
    /** Watches {@code app/} in the repository of the URL that {@code @URL@} stands for. */
    static final String WAREHOUSE = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: app}
            spec:
              subscriptions:
                - git: {repoURL: @URL@, branch: main, includePaths: [app]}
            """;

    final GitHttpServer git;
    final GitFixture repository;
    final Controller controller;
    private final List<Setup.ItemDefinition> items = new ArrayList<>();
    private final List<Setup.StoredCredential> credentials = new ArrayList<>();
    private final List<Setup.Binding> bindings = new ArrayList<>();
    private final List<Setup.BoundSecret> secrets = new ArrayList<>();
    private String plainHttpRegistries = "";

    private int executors = 2;

    World(Path directory) throws Exception {
        this(directory, List.of(), Tools.environment());
    }

    /** @param environment of the controller's process */
    World(Path directory, Map<String, String> environment) throws Exception {
        this(directory, List.of(), environment);
    }

    /** @param jvmOptions for the controller's process */
    World(Path directory, List<String> jvmOptions) throws Exception {
        this(directory, jvmOptions, Tools.environment());
    }

    private World(Path directory, List<String> jvmOptions, Map<String, String> environment) throws Exception {
        git = GitHttpServer.withPassword(Files.createDirectories(directory.resolve("git")));
        repository = git.create("app");
        controller = Controllers.create(directory.resolve("jenkins"), jvmOptions, environment);
        items.add(new Setup.ItemDefinition("shop", "folder", null, null, null, false));
        password(BasicCredentials.RIGHT.password());
        String root = git.url("app").substring(0, git.url("app").lastIndexOf('/') + 1);
        bindings.add(new Setup.Binding(root, CREDENTIAL, true, true));
    }

    /** The steps of a stage that copies {@code app/} to its branch. */
    static String copying(String... more) {
        return """
                    - uses: git-clone
                      config:
                        repoURL: @URL@
                        checkout:
                          - commit: ${{ commitFrom("@URL@").ID }}
                            path: ./src
                          - branch: stage/${{ ctx.stage }}
                            create: true
                            path: ./out
                    - uses: git-clear
                      config: {path: ./out}
                    - uses: copy
                      config: {inPath: ./src/app, outPath: ./out}
                """ + String.join("", more) + """
                    - uses: git-commit
                      as: commit
                      config: {path: ./out, message: "Promote ${{ ctx.targetFreight.alias }}"}
                    - uses: git-push
                      as: push
                      config: {path: ./out}
                """;
    }

    /** @param upstream null for a stage that takes Freight from the warehouse */
    static String stage(String name, String upstream, String steps) {
        String sources = upstream == null ? "direct: true" : "stages: [" + upstream + "]";
        return """
                ---
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Stage
                metadata: {name: %s}
                spec:
                  requestedFreight:
                    - origin: {kind: Warehouse, name: app}
                      sources: {%s}
                  promotionTemplate:
                    spec:
                      steps:
                %s
                """.formatted(name, sources, steps.indent(4));
    }

    /** Commits manifests with these stages, and {@code app/version} with the text. */
    World manifests(String... stages) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(".kargo/app.yaml", (WAREHOUSE + String.join("", stages)).replace("@URL@", git.url("app")));
        files.put("app/version", "1\n");
        repository.commit("main", "The app", files);
        return this;
    }

    /** Another repository, for a project of its own; {@code @URL@} in its files stands for its URL. */
    GitFixture repository(String name, Map<String, String> files) {
        GitFixture fixture = git.create(name);
        files.replaceAll((path, text) -> text.replace("@URL@", git.url(name)));
        fixture.commit("main", "The app " + name, files);
        return fixture;
    }

    void release(String version) {
        repository.commit("main", "Version " + version, Map.of("app/version", version + '\n'));
    }

    World job(String name, String script) {
        items.removeIf(item -> item.name().equals(name));
        items.add(new Setup.ItemDefinition(name, "job", script, null, null, false));
        return this;
    }

    World credential(Setup.StoredCredential credential) {
        credentials.add(credential);
        return this;
    }

    World secret(Setup.BoundSecret secret) {
        secrets.add(secret);
        return this;
    }

    World plainHttp(String registry) {
        plainHttpRegistries = (plainHttpRegistries + ' ' + registry).strip();
        return this;
    }

    World binding(Setup.Binding binding) {
        bindings.add(binding);
        return this;
    }

    World item(Setup.ItemDefinition item) {
        items.removeIf(known -> known.name().equals(item.name()));
        items.add(item);
        return this;
    }

    World executors(int number) {
        executors = number;
        return this;
    }

    /** The password that the controller's credential has; the server wants the right one. */
    void password(String password) {
        credentials.clear();
        credentials.add(new Setup.StoredCredential(
                CREDENTIAL, "usernamePassword", null, BasicCredentials.RIGHT.user(), password, null, null));
    }

    void apply() throws Exception {
        controller.apply(new Setup(
                executors,
                List.of(
                        new Setup.UserAccount("dana", "dana", List.of()),
                        new Setup.UserAccount("olivia", "olivia", List.of())),
                List.of(
                        new Setup.Grant("dana", null, List.of("Overall/Administer")),
                        new Setup.Grant(
                                "olivia",
                                null,
                                List.of("Overall/Read", "Job/Read", "Job/Build", "Kargo/Promote", "Kargo/Approve"))),
                credentials,
                items,
                bindings,
                plainHttpRegistries,
                secrets));
    }

    void start() throws Exception {
        apply();
        controller.start();
    }

    JenkinsClient dana() {
        return controller.as("dana", "dana");
    }

    JenkinsClient olivia() {
        return controller.as("olivia", "olivia");
    }

    /** Runs the job to its end. */
    Ended run(String job) throws Exception {
        JenkinsClient dana = dana();
        int number = dana.build(job);
        String result = dana.await(job, number, LIMIT).result();
        return new Ended(result, dana.log(job, number));
    }

    record Ended(String result, String log) {}

    JsonNode board() throws Exception {
        return dana().board(PROJECT);
    }

    JsonNode stageOf(String name) throws Exception {
        for (JsonNode stage : board().path("stages")) {
            if (stage.path("name").asText().equals(name)) {
                return stage;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** The Pipeline code that checks out the repository into a workspace. */
    String checkout() {
        return checkout("app");
    }

    String checkout(String name) {
        return "git url: '" + git.url(name) + "', branch: 'main', credentialsId: '" + CREDENTIAL + "'\n";
    }

    /** A Jenkinsfile that discovers and promotes to the stages in order. */
    String delivery(String... stages) {
        return deliveryOf("app", stages);
    }

    /** The same for the project and the repository of another name. */
    String deliveryOf(String project, String... stages) {
        StringBuilder script =
                new StringBuilder("node {\n" + checkout(project) + "kargoWarehouse(project: '" + project + "')\n}\n");
        for (String stage : stages) {
            script.append("stage('").append(stage).append("') {\n");
            script.append("kargoPromote(project: '")
                    .append(project)
                    .append("', stage: '")
                    .append(stage)
                    .append("') { node { kargoSteps() } }\n}\n");
        }
        return script.toString();
    }

    @Override
    public void close() throws Exception {
        controller.close();
        git.close();
    }
}
