package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine with one Freight, {@code alias-abc}, and the step {@code fake}. */
abstract class RunnerSetUp {
    @TempDir
    Path directory;

    EngineFixture fixture;

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory);
        fixture.freight("abc");
        fixture.fake("fake");
    }

    @AfterEach
    void closeStore() {
        fixture.close();
    }

    /** Of stage {@code test} with these steps. */
    Promotion promote(PromotionStep... steps) {
        fixture.stage("test", steps);
        return fixture.create("test", "alias-abc");
    }
}
