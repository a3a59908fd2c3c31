package io.jenkins.plugins.kargo.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HpiIT {
    private static final Logger LOGGER = Logger.getLogger(HpiIT.class.getName());

    /**
     * Libraries that Jenkins core or a plugin we depend on brings: their copy would win over ours, or there would be
     * two of them (core; jackson2-api; snakeyaml-api; json-path-api; git-client; kubernetes-client-api).
     */
    private static final List<String> BROUGHT_BY_OTHERS = List.of(
            "jenkins-",
            "annotation-index",
            "sezpoz",
            "localizer",
            "jakarta.servlet",
            "spring-",
            "guava",
            "xstream",
            "json-lib",
            "commons-",
            "spotbugs-",
            "jsr305",
            "error_prone",
            "jspecify",
            "slf4j",
            "jcl-over-slf4j",
            "log4j",
            "logback",
            "groovy",
            "jackson-",
            "snakeyaml",
            "json-path",
            "json-smart",
            "accessors-smart",
            "asm",
            "org.eclipse.jgit",
            "JavaEWAH",
            "sshd-",
            "bcp",
            "bcutil",
            "kubernetes-",
            "zjsonpatch",
            "okhttp",
            "okio",
            "kotlin-",
            "gson",
            "httpclient",
            "httpcore",
            "caffeine");

    private static final Path FILE = Path.of("target", "kargo.hpi");

    private static Hpi hpi;

    @BeforeAll
    static void read() throws IOException {
        hpi = Hpi.read(FILE);
        hpi.libraries().forEach((name, size) -> LOGGER.info(() -> String.format("%,12d %s", size, name)));
    }

    /** Without this Jenkins saves none of our classes and takes none from an agent (jenkins.security.ClassFilterImpl). */
    @Test
    void theJarOfOurClassesSaysThatItIsAPlugin() throws IOException {
        assertThat(Hpi.manifestOf(FILE, "kargo.jar"))
                .containsEntry("Short-Name", "kargo")
                .containsKeys("Plugin-Version", "Jenkins-Version");
    }

    @Test
    void theManifestNamesThePluginAndItsJenkins() {
        assertThat(hpi.manifest())
                .containsEntry("Short-Name", "kargo")
                .containsEntry("Long-Name", "Kargo")
                .containsEntry("Group-Id", "io.jenkins.plugins")
                .containsEntry("Jenkins-Version", "2.528.3")
                .containsEntry("Plugin-License-Name", "MIT License")
                .containsKeys("Plugin-Version", "Specification-Title", "Implementation-Title", "Url", "Plugin-ScmUrl");
    }

    @Test
    void everyDependencyHasAVersion() {
        String[] dependencies = hpi.manifest().get("Plugin-Dependencies").split(",");
        assertThat(dependencies)
                .isSorted()
                .allMatch(each -> each.matches("[a-z0-9-]+:[0-9][^:$]*(;resolution:=optional)?"));
        assertThat(Arrays.stream(dependencies).map(each -> each.split(":")[0]))
                .contains("workflow-step-api", "credentials", "git-client", "jackson2-api", "snakeyaml-api");
    }

    @Test
    void noLibraryIsOneThatAnotherPluginBrings() {
        assertThat(hpi.libraries().keySet())
                .noneMatch(library -> BROUGHT_BY_OTHERS.stream().anyMatch(library::startsWith));
    }

    /** The list holds in the Jenkins project's build too, which fails when it is wrong or unsorted. */
    @Test
    void onlyTheLibrariesThatTheRootPomNamesAreBundled() throws IOException {
        String listed = Pom.read(Path.of("../../pom.xml")).properties().get("hpi.bundledArtifacts");
        assertThat(listed.split(",")).isSorted();
        assertThat(hpi.libraries().keySet().stream().map(HpiIT::withoutVersion))
                .filteredOn(library -> !library.equals("kargo"))
                .containsExactlyInAnyOrder(listed.split(","));
    }

    @Test
    void itBringsTheLicencesOfEverythingInIt() throws IOException {
        String licences = Hpi.textOf(FILE, "META-INF/THIRD-PARTY.md");

        assertThat(hpi.libraries().keySet().stream().map(HpiIT::withoutVersion))
                .filteredOn(library -> !library.equals("kargo"))
                .allSatisfy(library -> assertThat(licences).contains(library));
        assertThat(licences).contains("react", "Apache License", "Permission is hereby granted", "The Go Authors");
    }

    @Test
    void itStaysSmallEnoughToDownload() {
        long total = hpi.entries().values().stream().mapToLong(Long::longValue).sum();
        assertThat(total).isLessThan(25_000_000);
    }

    private static String withoutVersion(String jar) {
        return jar.replaceFirst("(-[0-9].*)?\\.jar$", "");
    }
}
