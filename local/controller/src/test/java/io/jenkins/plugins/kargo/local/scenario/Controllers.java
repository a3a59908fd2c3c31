package io.jenkins.plugins.kargo.local.scenario;

import io.jenkins.plugins.kargo.local.control.Controller;
import io.jenkins.plugins.kargo.local.control.StandInController;
import io.jenkins.plugins.kargo.local.control.WarController;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the controller that the scenarios run on: a real Jenkins when {@code kargo.war} is given, else the stand-in. */
final class Controllers {
    private Controllers() {}

    static boolean isReal() {
        return !System.getProperty("kargo.war", "").isEmpty();
    }

    static Controller create(Path home) {
        return create(home, List.of(), Tools.environment());
    }

    /** @param jvmOptions for the controller's process; @param environment of it */
    static Controller create(Path home, List<String> jvmOptions, Map<String, String> environment) {
        if (isReal()) {
            return new WarController(
                    Path.of(System.getProperty("kargo.war")),
                    Path.of(System.getProperty("kargo.plugins")),
                    Path.of(System.getProperty("kargo.hpi")),
                    home,
                    0,
                    jvmOptions,
                    environment);
        }
        return new StandInController(home, 0, jvmOptions, environment);
    }
}
