package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StoredFormTest {
    private static String stored(String text) {
        return StoredForm.of(List.of(new ManifestFile("app.yaml", text))).get(0).text();
    }

    @Test
    void aSecretKeepsItsPlaceAndLosesWhatItHolds() {
        assertThat(stored("""
                kind: Warehouse
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: git}
                stringData:
                  # of the robot
                  password: geheim
                  key: |
                    line 1 geheim
                    line 2
                type: Opaque
                ---
                kind: Stage
                """)).isEqualTo("""
                kind: Warehouse
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: git}
                stringData:
                  # of the robot
                  {}



                type: Opaque
                ---
                kind: Stage
                """);
    }

    @Test
    void flowStyleAndListsAreUnderstood() {
        assertThat(stored("""
                kind: List
                items:
                  - {kind: Secret, data: {a: Z2VoZWlt}}
                  - kind: Secret
                    stringData:
                      a: geheim
                    type: Opaque
                  - kind: ConfigMap
                    data: {kept: yes}
                """)).isEqualTo("""
                kind: List
                items:
                  - {kind: Secret, data: {}}
                  - kind: Secret
                    stringData:
                      {}
                    type: Opaque
                  - kind: ConfigMap
                    data: {kept: yes}
                """);
    }

    @Test
    void whatHasNoSecretOrCannotBeReadStaysAsItIs() {
        assertThat(stored("kind: Stage\ndata: {a: b}\n")).isEqualTo("kind: Stage\ndata: {a: b}\n");
        assertThat(stored("kind: Secret\ndata: {a: b\n")).isEqualTo("kind: Secret\ndata: {a: b\n");
    }

    @Property(tries = 200)
    void theRestReadsAsBefore(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String word,
            @ForAll @IntRange(min = 1, max = 5) int lines) {
        String secret = "hidden" + word;
        String before = "kind: ConfigMap\nmetadata: {name: \u00e9\ud83d\ude80}\n---\nkind: Secret\nstringData:\n"
                + ("  k" + word + ": \"" + secret + "\"\n").repeat(1)
                + "  more: |\n" + ("    " + secret + "\n").repeat(lines);
        String after = "---\nkind: Stage\nmetadata: {name: " + word + "}\n";
        String stored = stored(before + after);

        assertThat(stored).doesNotContain(secret).endsWith(after);
        assertThat(stored.lines().count()).isEqualTo((before + after).lines().count());
        Problems problems = new Problems("app.yaml");
        assertThat(YamlReader.read(stored, problems)).hasSize(3);
        assertThat(Set.copyOf(problems.list())).isEmpty();
    }
}
