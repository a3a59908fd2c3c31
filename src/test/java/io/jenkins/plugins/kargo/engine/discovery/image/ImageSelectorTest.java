package io.jenkins.plugins.kargo.engine.discovery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.Subscriptions;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Subscription.ImageSelection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ImageSelectorTest {
    private static ImageSelector of(ImageSelection strategy, String constraint) {
        return new ImageSelector(
                Subscriptions.image("example/app", strategy, constraint, List.of(), List.of("^dev"), "", 20));
    }

    @Test
    void semverSortsByVersionAndEqualOnesBySpelling() {
        assertThat(of(ImageSelection.SemVer, "")
                        .candidates(List.of("v1.0.0", "1.0.0", "1.0.1-rc.1", "1.0.1", "latest", "dev-1.0.9")))
                .containsExactly("1.0.1", "1.0.1-rc.1", "v1.0.0", "1.0.0");
        assertThat(of(ImageSelection.SemVer, ">=1.0.0").candidates(List.of("1.0.1-rc.1", "1.0.0")))
                .containsExactly("1.0.0");
        assertThat(of(ImageSelection.SemVer, ">=1.0.0-0").candidates(List.of("1.0.1-rc.1", "1.0.0")))
                .containsExactly("1.0.1-rc.1", "1.0.0");
    }

    @Test
    void partialVersionsCountWhenNotStrict() {
        Subscription.Image lenient = new Subscription.Image(
                "", "example/app", ImageSelection.SemVer, "", false, List.of(), List.of(), "", 20, false, false);

        assertThat(new ImageSelector(lenient).candidates(List.of("1.0", "1.0.0", "v2", "01.1.1")))
                .startsWith("v2")
                .containsSubsequence("1.0.0", "1.0");
        assertThat(of(ImageSelection.SemVer, "").candidates(List.of("1.0", "1.0.0", "v2")))
                .containsExactly("1.0.0");
    }

    @Test
    void lexicalSortsByBytesDescending() {
        assertThat(of(ImageSelection.Lexical, "ignored")
                        .candidates(List.of("2026-1", "2026-10", "2026-2", "Z", "a", "dev")))
                .containsExactly("a", "Z", "2026-2", "2026-10", "2026-1");
    }

    @Test
    void repositoriesAreAskedForInLowerCaseHoweverTheyAreWritten() {
        for (String written : List.of("GHCR.io/MyOrg/App", "ghcr.io/myorg/app")) {
            ImageSelector selector = new ImageSelector(
                    Subscriptions.image(written, ImageSelection.SemVer, "", List.of(), List.of(), "", 20));
            assertThat(selector.repository()).hasToString("ghcr.io/myorg/app");
        }
        for (String hub :
                List.of("nginx", "Docker.io/library/nginx", "index.docker.io/nginx", "registry-1.docker.io/nginx")) {
            ImageSelector selector = new ImageSelector(
                    Subscriptions.image(hub, ImageSelection.SemVer, "", List.of(), List.of(), "", 20));
            assertThat(selector.repository()).hasToString("docker.io/library/nginx");
        }
    }

    @Test
    void digestWatchesOneTagAndNeedsItsName() {
        assertThat(of(ImageSelection.Digest, "latest").candidates(List.of())).containsExactly("latest");
        assertThatThrownBy(() -> of(ImageSelection.Digest, "")).hasMessageContaining("constraint: the strategy Digest");
    }

    @Test
    void imagesThatDoNotSayWhenTheyWereMadeComeLast() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(ImageSelector.newestBuildsFirst(
                        List.of(image("b", null), image("a", time), image("c", time), image("d", time.plusSeconds(1)))))
                .extracting(DiscoveredArtifact.Image::tag)
                .containsExactly("d", "c", "a", "b");
    }

    private static DiscoveredArtifact.Image image(String tag, Instant created) {
        return new DiscoveredArtifact.Image(tag, "sha256:x", Map.of(), created);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> new ImageSelector(
                        Subscriptions.image("example/app", ImageSelection.SemVer, "", List.of("("), List.of(), "", 20)))
                .hasMessageStartingWith("allowTagsRegexes: ");
        assertThatThrownBy(() -> new ImageSelector(Subscriptions.image(
                        "example/app", ImageSelection.SemVer, "", List.of(), List.of("(a{1000}){1000}"), "", 20)))
                .hasMessageStartingWith("ignoreTagsRegexes: ");
        assertThatThrownBy(() -> of(ImageSelection.SemVer, "newest"))
                .hasMessageContaining("error parsing semver constraint");
        assertThatThrownBy(() -> new ImageSelector(Subscriptions.image(
                        "example/app", ImageSelection.SemVer, "", List.of(), List.of(), "linux", 20)))
                .hasMessageContaining("error parsing platform constraint \"linux\"");
    }

    @Property
    void candidatesAreTagsThatMatch(@ForAll List<String> tags) {
        for (ImageSelection strategy :
                List.of(ImageSelection.SemVer, ImageSelection.Lexical, ImageSelection.NewestBuild)) {
            ImageSelector selector = of(strategy, "");
            assertThat(selector.candidates(tags))
                    .isSubsetOf(tags)
                    .allMatch(selector::matchesTag)
                    .hasSize((int) tags.stream().filter(selector::matchesTag).count());
        }
    }
}
