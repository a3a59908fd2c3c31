package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin where administrators are strict: nothing may be run from the temporary folder; and what they see of it. */
class InstallationScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final String STEPS = "io.jenkins.plugins.kargo.pipeline.";
    private static final Pattern HELP = Pattern.compile("/(descriptor/io\\.jenkins\\.plugins\\.kargo[\\w./$-]+)");
    private static final String HELP_OF = "descriptor/" + STEPS;
    private static final List<String> FORMS =
            List.of("KargoWarehouseStep", "KargoPromoteStep", "KargoStepsStep", "KargoStepStep", "KargoVerifyStep");
    private static final Pattern ON_DEMAND = Pattern.compile("\\$stapler/bound/[0-9a-f-]+");

    @TempDir
    private static Path directory;

    private static NoExecFolder temporary;
    private static World world;

    @BeforeAll
    static void start() throws Exception {
        temporary = NoExecFolder.mount(directory.resolve("tmp"));
        world = new World(directory, List.of("-Djava.io.tmpdir=" + temporary.path()));
        world.manifests(World.stage("test", null, World.copying()));
        world.job(JOB, world.delivery("test"));
        world.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (world != null) {
            world.close();
        }
        if (temporary != null) {
            temporary.close();
        }
    }

    @Test
    void theStoreWorksAlthoughNothingMayBeLoadedFromTheTemporaryFolder() throws Exception {
        World.Ended ended = world.run(JOB);

        assertThat(ended.result()).as(ended.log()).isEqualTo("SUCCESS");
        assertThat(world.stageOf("test").path("phase").asText()).isEqualTo("Ready");
        try (Stream<Path> files = Files.list(temporary.path())) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().contains("sqlite"));
        }
    }

    @Test
    void thePluginStartsWithoutAWarning() throws Exception {
        Path log = world.controller.home().resolve("controller.log");

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("WARNING") || line.contains("SEVERE"))
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("kargo"));
        assertThat(Files.readString(log)).doesNotContain("Failed Loading plugin", "at io.jenkins.plugins.kargo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KargoWarehouseStep | "warehouse": "app"                                       | kargoWarehouse warehouse: 'app'
            KargoWarehouseStep | "project": "", "warehouse": "", "config": ""             | kargoWarehouse()
            KargoPromoteStep   | "stage": "prod", "freight": "", "project": "shop/app"    | kargoPromote(project: 'shop/app', stage: 'prod') {
            KargoStepsStep     |                                                          | kargoSteps {
            KargoStepStep      | "name": "render"                                         | kargoStep('render') {
            KargoVerifyStep    | "stage": "uat", "failOnError": true, "unstable": "fail"  | kargoVerify(stage: 'uat') {
            KargoVerifyStep    | "stage": "uat", "failOnError": false, "unstable": "pass" | kargoVerify(failOnError: false, stage: 'uat', unstable: 'pass') {
            """)
    void theSnippetGeneratorWritesTheStep(String step, String form, String snippet) throws Exception {
        Assumptions.assumeTrue(Controllers.isReal(), "the stand-in has no forms");
        String type = STEPS + step;
        String json = "{\"stapler-class\": \"" + type + "\", \"$class\": \"" + type + "\""
                + (form == null ? "" : ", " + form) + "}";

        JenkinsClient.Answer answer = world.dana()
                .postForm(
                        JenkinsClient.jobPath(JOB) + "pipeline-syntax/generateSnippet",
                        "json=" + URLEncoder.encode(json, StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).startsWith(snippet);
    }

    @Test
    void aFolderIsSavedByItsFormWithTheProjectsThatItDeclares() throws Exception {
        Assumptions.assumeTrue(Controllers.isReal(), "the stand-in has no forms");
        String declared = "{\"name\": \"inner\", \"configJob\": \"deploy\", \"promoters\": {\"job\": \"release\","
                + " \"stage\": \"prod\"}}";

        saveFolder("{\"projects\": " + declared + "}");
        assertThat(folder()).contains("<name>inner</name>", "<configJob>deploy</configJob>", "<job>release</job>");

        saveFolder("{}");
        assertThat(folder()).doesNotContain("KargoFolderProperty");
    }

    private static void saveFolder(String property) throws Exception {
        String icon = "com.cloudbees.hudson.plugins.folder.icons.StockFolderIcon";
        String json = "{\"displayNameOrNull\": \"\", \"description\": \"\", \"icon\": {\"stapler-class\": \"" + icon
                + "\", \"$class\": \"" + icon + "\"}, \"io-jenkins-plugins-kargo-project-KargoFolderProperty\": "
                + property
                + "}";
        JenkinsClient.Answer answer = world.dana()
                .postForm(
                        JenkinsClient.jobPath("shop") + "configSubmit",
                        "json=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isLessThan(400);
    }

    private static String folder() throws Exception {
        return world.dana().get(JenkinsClient.jobPath("shop") + "config.xml").text();
    }

    @Test
    void theFormsOfTheStepsOpenAndTheirHelpToo() throws Exception {
        Assumptions.assumeTrue(Controllers.isReal(), "the stand-in has no forms");
        JenkinsClient dana = world.dana();
        String page = dana.get(JenkinsClient.jobPath(JOB) + "pipeline-syntax/").text();
        assertThat(page).contains("kargoWarehouse: ", "kargoPromote: ", "kargoSteps: ", "kargoStep: ", "kargoVerify: ");
        Set<String> helps = new TreeSet<>();
        Matcher onDemand = ON_DEMAND.matcher(page);
        while (FORMS.stream().anyMatch(form -> !helps.contains(HELP_OF + form + "/help")) && onDemand.find()) {
            Matcher help =
                    HELP.matcher(dana.invoke(onDemand.group() + "/render").text());
            while (help.find()) {
                helps.add(help.group(1));
            }
        }

        assertThat(helps)
                .contains(FORMS.stream().map(form -> HELP_OF + form + "/help").toArray(String[]::new))
                .hasSizeGreaterThanOrEqualTo(15);
        for (String help : helps) {
            JenkinsClient.Answer answer = dana.get(help);
            assertThat(answer.status()).as(help).isEqualTo(200);
            assertThat(answer.text()).as(help).contains("<div>");
        }
    }
}
