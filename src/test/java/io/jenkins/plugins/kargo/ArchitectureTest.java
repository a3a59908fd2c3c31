package io.jenkins.plugins.kargo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package may use which. An arrow that is missing here is a decision, not an accident. */
class ArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.kargo.";
    private static final String[] JENKINS = {
        "hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..", "com.cloudbees..",
    };

    private static JavaClasses production;

    @BeforeAll
    static void read() {
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/io/jenkins/plugins/kargo/local/"))
                .importPackages("io.jenkins.plugins.kargo");
    }

    @Test
    void theEngineKnowsNothingOfJenkins() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JENKINS)
                .check(production);
    }

    @Test
    void theEngineNeverLooksBackAtItsUsers() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "engine..")
                .should()
                .dependOnClassesThat(isOursOutside("engine"))
                .check(production);
    }

    /** Each package of the engine, and the packages of the engine that it may use; gateways reach the network by http. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model        |",
                "freight      | model",
                "expression   | model, freight",
                "manifest     | model, freight",
                "git          | model, http",
                "hosting      | model, http",
                "oci          | model, http",
                "chart        | model, http",
                "kube         | model, http",
                "argocd       | model, http, kube",
                "http         | model",
                "store        | model",
                "discovery    | model, freight, expression, manifest, git, oci, chart, http, store",
                "promotion    | model, freight, expression, manifest, git, oci, chart, http, store, hosting, kube, argocd, verification, health",
                "health       | model, store",
                "verification | model, freight, expression, manifest, http, store, kube",
            })
    void aPackageOfTheEngineUsesOnlyWhatLiesBelowIt(String name, String allowed) {
        classes()
                .that()
                .resideInAPackage(ROOT + "engine." + name + "..")
                .should()
                .onlyDependOnClassesThat(isOurs(name, allowed))
                .allowEmptyShould(true)
                .check(production);
    }

    @Test
    void packagesDependOnEachOtherInOneDirectionOnly() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(production);
    }

    /** JBoss River, which saves the state of a build, calls accessors from outside. */
    @Test
    void aRecordThatIsSavedWithABuildIsPublic() {
        classes()
                .that()
                .areRecords()
                .and()
                .areAssignableTo(Serializable.class)
                .should()
                .bePublic()
                .allowEmptyShould(true)
                .check(production);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.commons.lang", "javax.servlet", "junit", "lombok"})
    void whatTheJenkinsProjectBansIsNotUsed(String banned) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(banned + "..")
                .check(production);
    }

    private static DescribedPredicate<JavaClass> isOursOutside(String part) {
        return DescribedPredicate.describe(
                "are ours outside of " + part,
                type -> type.getPackageName().startsWith(ROOT)
                        && !type.getPackageName().startsWith(ROOT + part));
    }

    private static DescribedPredicate<JavaClass> isOurs(String name, String allowed) {
        String list = allowed == null ? name : name + ',' + allowed.replace(" ", "");
        return DescribedPredicate.describe("are foreign or in " + list, type -> {
            String own = type.getPackageName() + '.';
            if (!own.startsWith(ROOT)) {
                return true;
            }
            for (String each : list.split(",")) {
                if (own.startsWith(ROOT + "engine." + each + '.')) {
                    return true;
                }
            }
            return false;
        });
    }
}
