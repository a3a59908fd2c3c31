package io.jenkins.plugins.kargo.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RootPomTest {
    /** Libraries that the local build takes from Central because no Jenkins artifact is there, and who brings them. */
    private static final Map<String, String> BROUGHT_BY = Map.of(
            "com.fasterxml.jackson.core", "jackson2-api",
            "com.fasterxml.jackson.dataformat", "jackson2-api",
            "com.fasterxml.jackson.datatype", "jackson2-api",
            "com.jayway.jsonpath", "json-path-api",
            "io.fabric8", "kubernetes-client-api",
            "org.eclipse.jgit", "git-client",
            "org.yaml", "snakeyaml-api");

    /** In the parent pom or core already. */
    private static final Set<String> INHERITED =
            Set.of("com.github.spotbugs", "org.slf4j", "org.junit.jupiter", "org.ow2.asm");

    /** For tests that stand in this build only: the Jenkins project's has none of their sources. */
    private static final Set<String> OF_THIS_BUILD = Set.of("kubernetes-server-mock");

    private static Pom root;
    private static Pom reactor;
    private static Pom plugin;

    @BeforeAll
    static void read() throws IOException {
        root = Pom.read(Path.of("../../pom.xml"));
        reactor = Pom.read(Path.of("../pom.xml"));
        plugin = Pom.read(Path.of("pom.xml"));
    }

    @Test
    void theParentIsTheJenkinsProjects() {
        assertThat(root.text("parent/groupId")).isEqualTo("org.jenkins-ci.plugins");
        assertThat(root.text("parent/artifactId")).isEqualTo("plugin");
        assertThat(root.text("parent/version")).isEqualTo("6.2221.va_045130417c9");
        assertThat(root.text("parent/relativePath")).isEmpty();
    }

    @Test
    void theNamesFollowTheRules() {
        assertThat(root.text("groupId")).isEqualTo("io.jenkins.plugins");
        assertThat(root.text("artifactId")).isEqualTo("kargo").matches("[a-z0-9-]{1,36}");
        assertThat(root.text("name")).isEqualTo("Kargo").doesNotContainIgnoringCase("jenkins");
        assertThat(root.text("packaging")).isEqualTo("hpi");
        assertThat(root.text("version")).isEqualTo("${changelist}");
        assertThat(root.text("url")).isEqualTo("https://github.com/jenkinsci/${project.artifactId}-plugin");
    }

    @Test
    void licenceScmAndRepositoriesAreCompleteAndByHttps() {
        assertThat(root.text("licenses/license/name")).isEqualTo("MIT License");
        assertThat(root.text("licenses/license/url")).startsWith("https://");
        assertThat(root.text("scm/connection")).startsWith("scm:git:https://github.com/");
        assertThat(root.text("scm/developerConnection")).startsWith("scm:git:https://github.com/");
        assertThat(root.text("scm/url")).startsWith("https://github.com/");
        assertThat(root.text("scm/tag")).isEqualTo("${scmTag}");
        assertThat(root.text("repositories/repository/url")).isEqualTo("https://repo.jenkins-ci.org/public/");
        assertThat(root.text("pluginRepositories/pluginRepository/url"))
                .isEqualTo("https://repo.jenkins-ci.org/public/");
    }

    @Test
    void theChecksAreSwitchedOnAndNothingIsSetThatTheParentSets() {
        assertThat(root.properties())
                .containsEntry("changelist", "999999-SNAPSHOT")
                .containsEntry("gitHubRepo", "jenkinsci/kargo-plugin")
                .containsEntry("jenkins.baseline", "2.528")
                .containsEntry("jenkins.version", "${jenkins.baseline}.3")
                .containsEntry("ban-commons-lang-2.skip", "false")
                .containsEntry("ban-deprecated-stapler.skip", "false")
                .containsEntry("ban-junit4-imports.skip", "false")
                .containsEntry("banObsoleteDependencyOverrides.skip", "false")
                .containsEntry("hpi.strictBundledArtifacts", "true")
                .containsEntry("spotless.check.skip", "false");
        assertThat(root.properties().keySet())
                .noneMatch(key -> key.startsWith("maven.compiler.") || key.equals("java.level"));
        assertThat(root.has("developers")).isFalse();
        assertThat(root.has("build")).isFalse();
    }

    @Test
    void theBomFitsTheBaselineAndManagesEveryJenkinsPlugin() {
        Pom.Dependency bom = root.managed().get(0);
        assertThat(bom)
                .isEqualTo(new Pom.Dependency(
                        "io.jenkins.tools.bom", "bom-${jenkins.baseline}.x", "6607.v3ed3d8ddfed8", "import"));
        assertThat(root.dependencies())
                .filteredOn(RootPomTest::isJenkinsPlugin)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.version()).isNull());
    }

    @Test
    void theLocalHpiDependsOnTheSamePlugins() {
        Set<String> local = Arrays.stream(dependenciesOfTheHpi().split(","))
                .map(each -> each.split(":")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> genuine = root.dependencies().stream()
                .filter(each -> isJenkinsPlugin(each) && !each.isTest())
                .map(Pom.Dependency::artifact)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(local).isEqualTo(genuine);
    }

    @Test
    void bothBuildsHaveTheSameJenkins() {
        assertThat(reactor.properties().get("jenkins.version"))
                .isEqualTo(root.properties().get("jenkins.baseline") + ".3");
        assertThat(reactor.properties().get("plugin.version"))
                .isEqualTo(root.properties().get("changelist"));
    }

    @Test
    void bothBuildsHaveTheSameLibrariesInTheSameVersions() {
        List<Pom.Dependency> genuine = root.dependencies();
        List<Pom.Dependency> local = plugin.dependencies();
        for (Pom.Dependency each : local) {
            if (isLocal(each) || INHERITED.contains(each.group()) || isOfThisBuild(each)) {
                continue;
            }
            if (each.isProvided()) {
                assertThat(BROUGHT_BY).as("who brings %s", each.artifact()).containsKey(each.group());
                assertThat(genuine).extracting(Pom.Dependency::artifact).contains(BROUGHT_BY.get(each.group()));
            } else {
                assertThat(genuine).as("%s in pom.xml", each.artifact()).contains(each);
                String property = each.version().replaceAll("[${}]", "");
                assertThat(root.properties())
                        .containsEntry(property, reactor.properties().get(property));
            }
        }
        assertThat(genuine)
                .filteredOn(each -> !isJenkinsPlugin(each))
                .allSatisfy(each -> assertThat(local).contains(each));
    }

    private static String dependenciesOfTheHpi() {
        String text = plugin.text("build/plugins");
        int start = text.indexOf("cloudbees-folder:");
        return text.substring(start, text.indexOf('\n', start)).strip();
    }

    private static boolean isLocal(Pom.Dependency dependency) {
        return dependency.group().equals("io.jenkins.plugins.kargo.local");
    }

    private static boolean isOfThisBuild(Pom.Dependency dependency) {
        return dependency.isTest() && OF_THIS_BUILD.contains(dependency.artifact());
    }

    private static boolean isJenkinsPlugin(Pom.Dependency dependency) {
        return dependency.group().startsWith("org.jenkins-ci.plugins")
                || dependency.group().equals("io.jenkins.plugins");
    }
}
