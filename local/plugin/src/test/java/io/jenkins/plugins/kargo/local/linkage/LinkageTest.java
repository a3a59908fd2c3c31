package io.jenkins.plugins.kargo.local.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The plugin as it was just compiled, and the stubs it was compiled against. */
class LinkageTest {
    private static final Path PLUGIN = Path.of("target", "classes");
    private static final Path STUBS = Path.of("..", "jenkins-api", "target", "classes");

    @Test
    void theRecordIsComplete() {
        assertThat(LinkageRecord.load().size()).isGreaterThan(9000);
    }

    @Test
    void everythingThePluginRefersToExistsOnARealController() throws IOException {
        assertThat(new LinkageChecker(LinkageRecord.load(), Bytecode.below(PLUGIN)).check())
                .isEmpty();
    }

    @Test
    void everythingTheStubsShowIsReal() throws IOException {
        assertThat(new StubChecker(LinkageRecord.load(), Bytecode.below(STUBS)).check())
                .isEmpty();
    }
}
