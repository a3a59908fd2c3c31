package io.jenkins.plugins.kargo.local.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The record is changed on purpose; the check must report exactly what no longer fits a sample step. */
class LinkageCheckerTest {
    private static final List<String> RECORD = LinkageRecord.lines();
    private static final String SAMPLE =
            LinkageCheckerTest.class.getPackageName().replace('.', '/') + "/sample/";

    @Test
    void aSampleStepLinksWithTheUnchangedRecord() {
        assertThat(checkWith(line -> line)).isEmpty();
    }

    @Test
    void aRemovedMethodIsFoundBehindAMethodReferenceToo() {
        assertThat(checkWithout("hudson/model/Run", "M getExternalizableId "))
                .containsExactly(SAMPLE + "SampleStep$Execution -> hudson/model/Run.getExternalizableId()"
                        + "Ljava/lang/String;: no such member");
    }

    @Test
    void aRemovedClassIsFoundWithEveryUseOfIt() {
        List<String> lines = new ArrayList<>(RECORD);
        int start = indexOfClass(lines, "hudson/util/FormValidation");
        do {
            lines.remove(start);
        } while (!lines.get(start).startsWith("C "));
        assertThat(check(lines))
                .containsExactly(
                        SAMPLE + "SampleStep$DescriptorImpl -> hudson/util/FormValidation.error(Ljava/lang/String;)"
                                + "Lhudson/util/FormValidation;: no such class",
                        SAMPLE + "SampleStep$DescriptorImpl -> hudson/util/FormValidation.ok()"
                                + "Lhudson/util/FormValidation;: no such class",
                        SAMPLE + "SampleStep$DescriptorImpl -> hudson/util/FormValidation: no such class");
    }

    @Test
    void aChangedReturnTypeIsFound() {
        assertThat(checkWith(
                        "jenkins/model/Jenkins",
                        "M getItemByFullName (Ljava/lang/String;Ljava/lang/Class;)",
                        line -> line.replace(")Lhudson/model/Item;", ")Ljava/lang/Object;")))
                .containsExactly(SAMPLE + "SampleStep$DescriptorImpl -> jenkins/model/Jenkins.getItemByFullName("
                        + "Ljava/lang/String;Ljava/lang/Class;)Lhudson/model/Item;: no such member");
    }

    @Test
    void aMethodThatIsNoLongerStaticIsFound() {
        assertThat(checkWith("jenkins/model/Jenkins", "M get ()", line -> line.replace(" ps", " p")))
                .containsExactly(SAMPLE + "SampleStep$DescriptorImpl -> jenkins/model/Jenkins.get()"
                        + "Ljenkins/model/Jenkins;: is not static");
    }

    @Test
    void aMethodThatBecameProtectedIsFound() {
        assertThat(checkWith("hudson/model/Run", "M getExternalizableId ", line -> line.replace(" p", " r")))
                .containsExactly(SAMPLE + "SampleStep$Execution -> hudson/model/Run.getExternalizableId()"
                        + "Ljava/lang/String;: is protected");
    }

    @Test
    void aDeprecatedMethodIsFound() {
        assertThat(checkWith("hudson/model/Run", "M getExternalizableId ", line -> line.replace(" p", " pd")))
                .containsExactly(SAMPLE + "SampleStep$Execution -> hudson/model/Run.getExternalizableId()"
                        + "Ljava/lang/String;: is deprecated");
    }

    @Test
    void anInterfaceThatBecameAClassIsFound() {
        assertThat(checkWith(
                        "hudson/model/TaskListener",
                        "C hudson/model/TaskListener ",
                        line -> line.replace(" pai ", " pa ")))
                .containsExactly(SAMPLE + "SampleStep$Execution -> hudson/model/TaskListener.getLogger()"
                        + "Ljava/io/PrintStream;: is no interface");
    }

    @Test
    void aSuperClassThatBecameFinalIsFound() {
        assertThat(checkWith(
                        "org/jenkinsci/plugins/workflow/steps/Step",
                        "C org/jenkinsci/plugins/workflow/steps/Step ",
                        line -> line.replace(" pa ", " pf ")))
                .containsExactly(SAMPLE + "SampleStep extends org/jenkinsci/plugins/workflow/steps/Step: is final");
    }

    @Test
    void anOverriddenMethodThatBecameFinalIsFound() {
        assertThat(checkWith(
                        "org/jenkinsci/plugins/workflow/steps/StepDescriptor",
                        "M getFunctionName ",
                        line -> line.replace(" pa", " pf")))
                .containsExactly(SAMPLE + "SampleStep$DescriptorImpl overrides"
                        + " org/jenkinsci/plugins/workflow/steps/StepDescriptor.getFunctionName()"
                        + "Ljava/lang/String;: is final");
    }

    @Test
    void aNewAbstractMethodIsFoundInEveryConcreteClass() {
        assertThat(checkWith(
                        "org/jenkinsci/plugins/workflow/steps/StepExecution",
                        "M start ",
                        line -> line + "\nM pause ()V pa"))
                .containsExactly(SAMPLE + "SampleStep$Execution lacks"
                        + " org/jenkinsci/plugins/workflow/steps/StepExecution.pause()V: is abstract");
    }

    @Test
    void aMethodThatIsNoLongerInheritedIsFound() {
        assertThat(checkWithout("org/jenkinsci/plugins/workflow/steps/StepExecution", "M getContext "))
                .containsExactly(SAMPLE + "SampleStep$Execution -> " + SAMPLE + "SampleStep$Execution.getContext()"
                        + "Lorg/jenkinsci/plugins/workflow/steps/StepContext;: no such member");
    }

    @Test
    void aSuperTypeThatNobodyKnowsIsFound() {
        assertThat(checkWith(
                        "org/jenkinsci/plugins/workflow/steps/Step",
                        "C org/jenkinsci/plugins/workflow/steps/Step ",
                        line -> line.replace("hudson/model/AbstractDescribableImpl", "hudson/Unknown")))
                .containsExactly(SAMPLE + "SampleStep: unknown super types [hudson/Unknown]");
    }

    private static Set<String> checkWithout(String type, String member) {
        return checkWith(type, member, line -> null);
    }

    /** Changes the one line of the record that starts so, inside the class; null removes it. */
    private static Set<String> checkWith(String type, String start, UnaryOperator<String> change) {
        List<String> lines = new ArrayList<>(RECORD);
        int at = indexOfClass(lines, type);
        while (!lines.get(at).startsWith(start)) {
            at++;
        }
        String changed = change.apply(lines.remove(at));
        if (changed != null) {
            lines.addAll(at, changed.lines().toList());
        }
        return check(lines);
    }

    private static Set<String> checkWith(UnaryOperator<String> change) {
        return check(RECORD.stream().map(change).toList());
    }

    private static int indexOfClass(List<String> lines, String type) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("C " + type + ' ')) {
                return i;
            }
        }
        throw new AssertionError("not recorded: " + type);
    }

    private static Set<String> check(List<String> record) {
        try {
            Path sample = Path.of("target/test-classes", SAMPLE);
            return new LinkageChecker(LinkageRecord.parse(record), Bytecode.below(sample)).check();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
