package io.jenkins.plugins.kargo.engine.freight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Image;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class FreightIdTest {

    @Property
    void theOrderOfTheArtifactsDoesNotMatter(@ForAll List<@AlphaChars @NotEmpty String> tags, @ForAll long seed) {
        List<Image> images = tags.stream().map(FreightIdTest::image).toList();
        List<Image> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(id(shuffled)).isEqualTo(id(images)).matches("[0-9a-f]{40}");
    }

    @Property
    void anotherTagIsOtherFreight(@ForAll @AlphaChars String a, @ForAll @AlphaChars String b) {
        assertThat(id(List.of(image(a))).equals(id(List.of(image(b))))).isEqualTo(a.equals(b));
    }

    @Test
    void aliasAndTimeDoNotCount() {
        Freight freight = Samples.freight("any", Samples.GUESTBOOK);
        Freight later = Samples.freight("other", Samples.GUESTBOOK, Samples.NOW.plusSeconds(1))
                .withAlias("calm-otter");
        assertThat(FreightId.of(freight)).isEqualTo(FreightId.of(later));
    }

    @Test
    void partsAreSortedByBytesAsGoDoes() {
        List<String> sorted = new ArrayList<>(List.of("\ud83d\ude00", "\uff5e"));
        sorted.sort(ByteOrder.OF_UTF8);
        assertThat(sorted).containsExactly("\uff5e", "\ud83d\ude00");
    }

    private static Image image(String tag) {
        return new Image("ghcr.io/example/app", tag, "sha256:0", Map.of(), "");
    }

    private static String id(List<Image> images) {
        return FreightId.of(Samples.GUESTBOOK, List.of(), images, List.of(), List.of());
    }
}
