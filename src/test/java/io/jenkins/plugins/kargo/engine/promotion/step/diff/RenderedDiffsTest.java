package io.jenkins.plugins.kargo.engine.promotion.step.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.Change;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.FileChange;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff.ResourceChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On what git itself prints. */
class RenderedDiffsTest {
    @TempDir
    Path repository;

    @BeforeEach
    void init() throws Exception {
        git("init", "-q");
        git("config", "user.name", "t");
        git("config", "user.email", "t@example.com");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        assertThat(process.waitFor())
                .as(output.toString(StandardCharsets.UTF_8))
                .isZero();
        return output.toString(StandardCharsets.UTF_8);
    }

    private void write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private RenderedDiff diff() throws Exception {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "after");
        List<String> arguments = new ArrayList<>(RenderedDiffs.gitArguments());
        arguments.add("HEAD~1");
        arguments.add("HEAD");
        return RenderedDiffs.of("abc", git(arguments.toArray(new String[0])));
    }

    private void before() throws Exception {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "before");
    }

    private static String deployment(String name, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %s
                  namespace: shop
                spec:
                  template:
                    spec:
                      containers:
                        - name: main
                          image: %s
                """.formatted(name, image);
    }

    @Test
    void filesAndResourcesAreTold() throws Exception {
        write("cart.yaml", deployment("cart", "cart:1"));
        write("old/gone.yaml", deployment("gone", "x:1"));
        write("notes.txt", "a\nb\n");
        before();
        write("cart.yaml", deployment("cart", "cart:2"));
        Files.delete(repository.resolve("old/gone.yaml"));
        write("new name.yaml", deployment("fresh", "y:1") + "---\nkind: List\n");
        write("notes.txt", "a\nc\nd\n");

        RenderedDiff diff = diff();

        assertThat(diff.files())
                .extracting(FileChange::path, FileChange::change, FileChange::added, FileChange::removed)
                .containsExactlyInAnyOrder(
                        tuple("cart.yaml", Change.Changed, 1, 1),
                        tuple("new name.yaml", Change.Added, 13, 0),
                        tuple("notes.txt", Change.Changed, 2, 1),
                        tuple("old/gone.yaml", Change.Removed, 0, 11));
        assertThat(diff.resources())
                .extracting(ResourceChange::change, ResourceChange::label)
                .containsExactlyInAnyOrder(
                        tuple(Change.Changed, "Deployment shop/cart"),
                        tuple(Change.Added, "Deployment shop/fresh"),
                        tuple(Change.Removed, "Deployment shop/gone"));
        assertThat(diff.lines())
                .contains(
                        "4 files changed, +16 -13 lines",
                        "  changed Deployment shop/cart: spec.template.spec.containers[0].image cart:1 -> cart:2");
        assertThat(diff.note()).isEmpty();
    }

    @Test
    void aPatchHasHunksWithThreeLinesAroundThem() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            text.append("line ").append(i).append('\n');
        }
        write("a.txt", text.toString());
        before();
        write("a.txt", text.toString().replace("line 5\n", "line five\n").replace("line 30\n", ""));

        assertThat(diff().files().get(0).patch()).isEqualTo("""
                @@ -2,7 +2,7 @@
                 line 2
                 line 3
                 line 4
                -line 5
                +line five
                 line 6
                 line 7
                 line 8
                @@ -27,7 +27,6 @@
                 line 27
                 line 28
                 line 29
                -line 30
                 line 31
                 line 32
                 line 33
                """);
    }

    @Test
    void aResourceThatOnlyMovesToAnotherFileHasNotChanged() throws Exception {
        write("all.yaml", deployment("cart", "cart:1") + "---\n" + deployment("till", "till:1"));
        before();
        Files.delete(repository.resolve("all.yaml"));
        write("cart.yaml", deployment("cart", "cart:1"));
        write("till.yaml", deployment("till", "till:2"));

        assertThat(diff().resources()).extracting(ResourceChange::label).containsExactly("Deployment shop/till");
    }

    @Test
    void valuesOfSecretsAreNotShown() throws Exception {
        String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {password: %s}\n";
        write("secret.yaml", secret.formatted("hunter-one"));
        before();
        write("secret.yaml", secret.formatted("hunter-two"));

        RenderedDiff diff = diff();

        assertThat(diff.toString()).doesNotContain("hunter");
        assertThat(diff.files().get(0).note()).isEqualTo("it holds a Secret");
        assertThat(diff.resources().get(0).fields())
                .singleElement()
                .satisfies(field -> assertThat(field.path()).isEqualTo("stringData.password"));
    }

    @Test
    void secretsAreKnownWhereverTheyStand() throws Exception {
        List<String> texts = List.of(
                "{\n\t\"kind\": \"List\",\n\t\"items\": [{\"kind\": \"Secret\", \"data\": {\"p\": \"%s\"}}]\n}\n",
                "kind: List\nmetadata: {name: all}\nitems:\n- kind: 'Secret'\n  data: {p: %s}\n",
                "kind : Secret\ndata: {p: %s}\n{{ no yaml\n",
                "x: \"" + "y".repeat(5 << 20) + "\"\n---\nkind: Secret\ndata: {p: %s}\n");
        for (int i = 0; i < texts.size(); i++) {
            write(i + ".yaml", texts.get(i).formatted("hunter-one"));
        }
        before();
        for (int i = 0; i < texts.size(); i++) {
            write(i + ".yaml", texts.get(i).formatted("hunter-two"));
        }

        RenderedDiff diff = diff();

        assertThat(diff.toString()).doesNotContain("hunter");
        assertThat(diff.files()).hasSize(4).allMatch(file -> file.note().equals("it holds a Secret"));
    }

    @Test
    void documentsMayBeDividedByLinesWithComments() throws Exception {
        before();
        write("all.yaml", "--- # one\nkind: A\nmetadata: {name: a}\n---\t# two\nkind: B\nmetadata: {name: b}\n");
        assertThat(diff().resources()).extracting(ResourceChange::name).containsExactly("a", "b");
    }

    @Test
    void whatIsBinaryOrLongIsLeftOutAndCounted() throws Exception {
        before();
        Files.write(repository.resolve("logo.png"), new byte[] {0, 1, 2, 0});
        write("long.txt", "0123456789\n".repeat(20_000));
        for (int i = 0; i < 400; i++) {
            write("many/" + i + ".txt", "x\n");
        }

        RenderedDiff diff = diff();

        assertThat(diff.files()).hasSize(300);
        assertThat(diff.moreFiles()).isEqualTo(102);
        assertThat(diff.addedLines()).isEqualTo(20_400);
        assertThat(diff.files()).anySatisfy(file -> {
            assertThat(file.path()).isEqualTo("long.txt");
            assertThat(file.patch().length()).isLessThan(20_000);
            assertThat(file.note()).isEqualTo("the rest is left out");
        });
        assertThat(diff.files()).anySatisfy(file -> assertThat(file.note()).isEqualTo("it is binary"));
    }

    @Test
    void yamlThatCannotBeReadIsAFileLikeAnyOther() throws Exception {
        write("broken.yaml", "a: [1\n");
        before();
        write("broken.yaml", "a: [2\n");

        RenderedDiff diff = diff();

        assertThat(diff.resources()).isEmpty();
        assertThat(diff.files()).hasSize(1);
    }

    @Property(tries = 200)
    void anyTextIsReadWithoutFailing(@ForAll @Size(max = 20) List<String> lines) {
        RenderedDiff diff = RenderedDiffs.of(
                "abc",
                "diff --git a/x.yaml b/x.yaml\n@@ -1 +1 @@\n"
                        + String.join(
                                "\n", lines.stream().map(line -> "+" + line).toList()));
        assertThat(diff.files()).isNotEmpty();
    }
}
