package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.hosting.Wording;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.step.diff.RenderedDiffs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PullRequestWriterTest {
    private static final String ROOT = "https://ci.example.com/";
    private static final int ROOM = 65_000;

    private static final RenderedDiff DIFF =
            RenderedDiffs.of("c".repeat(40), String.join("\n", """
            diff --git a/out/cart.yaml b/out/cart.yaml
            --- a/out/cart.yaml
            +++ b/out/cart.yaml
            @@ -1,7 +1,7 @@
             apiVersion: apps/v1
             kind: Deployment
             metadata:
               name: cart
             spec:
            -  image: cart:1.0.0
            +  image: cart:1.1.0
               replicas: 2
            diff --git a/notes.md b/notes.md
            --- a/notes.md
            +++ b/notes.md
            @@ -1,2 +1,2 @@
             # Notes
            -```
            +````
            """.stripIndent().split("\n")));

    private static Promotion promotion() {
        Freight freight = new Freight(
                "a".repeat(40),
                "brisk-otter",
                FreightOrigin.warehouse("cart"),
                List.of(new GitCommit(
                        "https://github.com/shop/cart.git", "d".repeat(40), "main", "v1", "fix <b>@ada", "", "", "")),
                List.of(new Image(
                        "registry.example.com/cart",
                        "1.1.0",
                        "sha256:e",
                        Map.of(
                                "org.opencontainers.image.source",
                                "https://github.com/shop/cart",
                                "org.opencontainers.image.revision",
                                "f".repeat(40)),
                        "")),
                List.of(new Chart("https://charts.example.com", "cart", "2.0.0", "")),
                List.of(new ArtifactReference("jenkins-build", "build", "41", Map.of())),
                Instant.EPOCH);
        StepRecord approved = new StepRecord(
                "approve",
                "wait-for-approval",
                StepStatus.Succeeded,
                "",
                Instant.EPOCH,
                null,
                0,
                false,
                Map.of(
                        "responses",
                        List.of(
                                Map.of("user", "grace", "action", "approved"),
                                Map.of("user", "mallory", "action", "rejected"),
                                Map.of("user", "ada", "action", "approved"))),
                Map.of());
        return new Promotion(
                new ProjectKey("shop team", "cart"),
                "prod.01j2w7.aaaaaaa",
                "prod",
                freight.name(),
                new FreightCollection("", Map.of("Warehouse/cart", freight)),
                List.of(),
                List.of(),
                PromotionPhase.Running,
                "",
                0,
                Map.of("approve", approved),
                "",
                "linus",
                "",
                new BuildReference("deploy#7", "job/deploy/7/", "deploy #7"),
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }

    private static Wording write(int room, List<RenderedDiff> diffs) {
        return new PullRequestWriter(promotion(), ROOT, room).write("", "", "Promote cart\n\nto prod", diffs);
    }

    @Test
    void theTextSaysWhatIsPromotedWithLinksAndWhoAskedAndApproved() {
        Wording text = write(ROOM, List.of());
        assertThat(text.title()).isEqualTo("Promote cart");
        assertThat(text.description().lines())
                .startsWith("to prod", "", "---")
                .contains(
                        "Promotion [`prod.01j2w7.aaaaaaa`](https://ci.example.com/kargo/project/shop%20team/cart/"
                                + "?promotion=prod.01j2w7.aaaaaaa) of stage [**prod**](https://ci.example.com/kargo/"
                                + "project/shop%20team/cart/?stage=prod) in project **cart**",
                        "Freight [**brisk-otter**](https://ci.example.com/kargo/project/shop%20team/cart/?freight="
                                + "a".repeat(40) + ") (`aaaaaaa`)",
                        "- commit [`ddddddd`](https://github.com/shop/cart/commit/" + "d".repeat(40)
                                + ") of https://github.com/shop/cart.git, tag `v1`: fix \\<b\\>@\u200bada",
                        "- image `registry.example.com/cart:1.1.0` `sha256:e`, made of [`fffffff`]"
                                + "(https://github.com/shop/cart/commit/" + "f".repeat(40) + ")",
                        "- chart `cart` `2.0.0` of https://charts.example.com",
                        "- jenkins-build `build` `41`",
                        "Requested by `linus`",
                        "Approved by `ada`, `grace`",
                        "Build [deploy \\#7](https://ci.example.com/job/deploy/7/)");
    }

    @Test
    void theChangesAreShownByResourceAndByFile() {
        String text = write(ROOM, List.of(DIFF)).description();
        assertThat(text.lines())
                .contains(
                        "2 files, +2 −2 lines",
                        "- changed `Deployment cart`: `spec.image` `cart:1.0.0` → `cart:1.1.0`",
                        "- changed `out/cart.yaml` (+1 −1)",
                        "--- out/cart.yaml",
                        "+  image: cart:1.1.0")
                .containsSequence("`````diff", "--- notes.md")
                .endsWith("`````");
    }

    @Test
    void whatCannotBeShownIsSaid() {
        String text = write(ROOM, List.of(RenderedDiffs.unknown("c".repeat(40), 3, "too much changed")))
                .description();
        assertThat(text).contains("3 files, +0 −0 lines; too much changed", "- and 3 more files");
    }

    @Property(tries = 200)
    void noTextIsLongerThanItsServerTakes(@ForAll @IntRange(min = 1, max = 3000) int room) {
        assertThat(write(room, List.of(DIFF, DIFF)).description()).hasSizeLessThanOrEqualTo(room);
    }

    @Test
    void withLittleRoomTheChangesAreCutFirstAndCounted() {
        int facts = write(ROOM, List.of()).description().length();
        String text = write(facts + 160, List.of(DIFF)).description();
        assertThat(text).contains("Approved by", "#### Changes").doesNotContain("```diff");
    }

    @Test
    void aTitleAndADescriptionOfTheStepStandInstead() {
        Wording text = new PullRequestWriter(promotion(), "", ROOM).write("Mine", "words", "other", List.of());
        assertThat(text.title()).isEqualTo("Mine");
        assertThat(text.description())
                .startsWith("words\n\n---\nPromotion `prod.01j2w7.aaaaaaa` of stage **prod**")
                .doesNotContain("other", "](https://ci.example.com");
    }

    @Test
    void underATitleOfTheStepNothingOfTheCommitsMessageIsLost() {
        PullRequestWriter writer = new PullRequestWriter(promotion(), "", ROOM);
        assertThat(writer.write("Mine", "", "first\n\nrest", List.of()).description())
                .startsWith("first\n\nrest\n\n---\n");
        assertThat(writer.write("", "", "first\n\nrest", List.of()).description())
                .startsWith("rest\n\n---\n");
    }

    @Test
    void theTrailerOfTheCommitIsLeftOutBecauseTheFactsSayIt() {
        PullRequestWriter writer = new PullRequestWriter(promotion(), "", ROOM);
        assertThat(writer.write("", "", "first\n\nKargo-Promotion: prod.01j2w7.aaaaaaa\n", List.of())
                        .description())
                .startsWith("---\nPromotion ");
        assertThat(writer.write("", "", "first\n\nrest\n\nSigned-off-by: A\nKargo-Promotion: x\n", List.of())
                        .description())
                .startsWith("rest\n\nSigned-off-by: A\n\n---\n");
    }

    @Test
    void whatWasWrittenHereIsToldFromWhatPeopleWrite() {
        for (String root : List.of("", ROOT)) {
            Wording text = new PullRequestWriter(promotion(), root, ROOM).write("", "", "first", List.of());
            assertThat(PullRequestWriter.promotionOf(text.description())).contains("prod.01j2w7.aaaaaaa");
            assertThat(PullRequestWriter.promotionOf(text.description().replace("\n", "\r\n")))
                    .contains("prod.01j2w7.aaaaaaa");
        }
        assertThat(PullRequestWriter.promotionOf("See Promotion `x` of stage prod"))
                .isEmpty();
        assertThat(PullRequestWriter.promotionOf("")).isEmpty();
    }
}
