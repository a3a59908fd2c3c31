package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KustomizationImagesTest {
    private static final String TEXT = """
        # our app
        resources:
        - app.yaml

        images:
        - name: nginx   # the proxy
          newName: registry.example.com/nginx
          newTag: "1.25"   # tested
          digest: sha256:aaa
        - name: redis
          newTag: "7"
        """;

    private static String set(String text, TargetImage... targets) throws IOException {
        return KustomizationImages.set(text, List.of(targets));
    }

    @Test
    void anEntryBecomesExactlyWhatIsAskedFor() throws IOException {
        assertThat(set(TEXT, new TargetImage("nginx", "", "1.26", "")))
                .isEqualTo(TEXT.replace("  newName: registry.example.com/nginx\n", "")
                        .replace("\"1.25\"", "\"1.26\"")
                        .replace("  digest: sha256:aaa\n", ""));
    }

    @Test
    void anAsteriskKeepsWhatIsThere() throws IOException {
        assertThat(set(TEXT, new TargetImage("nginx", "*", "*", "sha256:bbb")))
                .isEqualTo(TEXT.replace("sha256:aaa", "sha256:bbb"));
        assertThat(set(TEXT, new TargetImage("nginx", "*", "1.26", "*")))
                .isEqualTo(TEXT.replace("\"1.25\"", "\"1.26\""));
        assertThat(set("images: []\n", new TargetImage("a", "*", "*", "sha256:1")))
                .isEqualTo("images:\n- name: a\n  digest: sha256:1\n");
    }

    @Test
    void aNewImageGoesWhereItsNameBelongs() throws IOException {
        assertThat(set(TEXT, new TargetImage("postgres", "", "16", "")))
                .isEqualTo(TEXT.replace("- name: redis", "- name: postgres\n  newTag: \"16\"\n- name: redis"));
        assertThat(set("images:\n- name: z\n- name: a\n", new TargetImage("b", "", "v1", "")))
                .as("a list that is not sorted is not sorted by us")
                .isEqualTo("images:\n- name: z\n- name: a\n- name: b\n  newTag: v1\n");
        assertThat(set("resources: [x]\n", new TargetImage("b", "", "v1", ""), new TargetImage("c", "nn", "", "d")))
                .isEqualTo("resources: [x]\nimages:\n- name: b\n  newTag: v1\n- name: c\n  newName: nn\n  digest: d\n");
    }

    @Test
    void aListInBracketsKeepsItsOrderToo() throws IOException {
        String text = "images: [{name: nginx, newTag: a}, &r {name: redis, newTag: b}] # c\n";
        assertThat(set(
                        text,
                        new TargetImage("app", "", "1", ""),
                        new TargetImage("nginx", "", "n", ""),
                        new TargetImage("r", "", "2", ""),
                        new TargetImage("z", "", "3", "")))
                .isEqualTo("images: [{\"name\": \"app\", \"newTag\": \"1\"}, {name: nginx, newTag: \"n\"}, "
                        + "{\"name\": \"r\", \"newTag\": \"2\"}, &r {name: redis, newTag: b}, "
                        + "{\"name\": \"z\", \"newTag\": \"3\"}] # c\n");
    }

    @Test
    void everyEntryOfTheNameChanges() throws IOException {
        String text = "images:\n- name: a\n  newTag: v1\n- name: b\n  newTag: v1\n- name: a\n  newTag: v0\n";
        assertThat(set(text, new TargetImage("a", "", "v2", "")))
                .isEqualTo(text.replace("a\n  newTag: v1", "a\n  newTag: v2").replace("v0", "v2"));
    }

    @Test
    void nothingToChangeChangesNothing() throws IOException {
        assertThat(set(TEXT)).isEqualTo(TEXT);
        assertThat(set(TEXT, new TargetImage("redis", "", "7", ""))).isEqualTo(TEXT);
        assertThat(set("")).isEmpty();
    }

    @Test
    void whatIsNoKustomizationIsSaid() {
        assertThatThrownBy(() -> set("- a\n", new TargetImage("a", "", "1", "")))
                .hasMessage("the kustomization is not a map");
        assertThatThrownBy(() -> set("images: {a: b}\n")).hasMessage("images of the kustomization is not a list");
        assertThatThrownBy(() -> set("images: [x]\n")).hasMessageContaining("an entry that is not a map");
    }
}
