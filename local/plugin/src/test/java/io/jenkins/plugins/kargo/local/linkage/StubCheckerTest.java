package io.jenkins.plugins.kargo.local.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The record is changed on purpose; the check must report exactly the stubs that are no longer true. */
class StubCheckerTest {
    private static final List<String> RECORD = LinkageRecord.lines();

    @Test
    void aMemberThatTheRealClassDoesNotHaveIsFound() {
        assertThat(checkWith("M getExternalizableId ()Ljava/lang/String; p", line -> "M getExternalId ()J p"))
                .contains("hudson/model/Run.getExternalizableId()Ljava/lang/String;: no such member");
    }

    @Test
    void otherFlagsAreFound() {
        assertThat(checkWith("M getInstanceOrNull ()Ljenkins/model/Jenkins; ps", line -> line.replace(" ps", " p")))
                .containsExactly("jenkins/model/Jenkins.getInstanceOrNull()Ljenkins/model/Jenkins;:"
                        + " is public static, really public");
    }

    @Test
    void aSuperTypeThatTheRealClassDoesNotHaveIsFound() {
        assertThat(checkWith(
                        "C hudson/model/RootAction pai java/lang/Object hudson/model/Action,hudson/ExtensionPoint",
                        line -> line.replace(",hudson/ExtensionPoint", "")))
                .containsExactly("hudson/model/RootAction: is no hudson/ExtensionPoint");
    }

    private static Set<String> checkWith(String exactLine, UnaryOperator<String> change) {
        assertThat(RECORD).contains(exactLine);
        List<String> changed = RECORD.stream()
                .map(line -> line.equals(exactLine) ? change.apply(line) : line)
                .toList();
        try {
            List<byte[]> stubs = Bytecode.below(Path.of("..", "jenkins-api", "target", "classes"));
            return new StubChecker(LinkageRecord.parse(changed), stubs).check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
