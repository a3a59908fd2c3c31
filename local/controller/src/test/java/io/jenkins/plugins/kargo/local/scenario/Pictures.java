package io.jenkins.plugins.kargo.local.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The documentation's pictures, written anew when the property {@code kargo.pictures} names their folder. */
final class Pictures {
    private final Path folder;

    private Pictures(Path folder) {
        this.folder = folder;
    }

    /** Skips the calling test when nobody asks for pictures. */
    static Pictures wanted() throws IOException {
        String folder = System.getProperty("kargo.pictures", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no pictures wanted: ./kargo test --pictures takes them");
        return new Pictures(Files.createDirectories(Path.of(folder)));
    }

    void take(Visitor visitor, String name, Look look) {
        visitor.settle();
        visitor.picture(folder.resolve(name + (look.dark() ? "-dark" : "") + ".png"));
    }
}
