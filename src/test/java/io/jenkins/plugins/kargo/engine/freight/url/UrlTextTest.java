package io.jenkins.plugins.kargo.engine.freight.url;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UrlTextTest {

    @Test
    void removesWhatNobodySees() {
        assertThat(UrlText.sanitize("\ufeff https://h/\u200ba\u00a0b\u2028c\td \n"))
                .isEqualTo("https://h/abcd");
    }

    @Test
    void keepsInnerSpacesAndForeignLetters() {
        assertThat(UrlText.sanitize(" a b é 日 \ud83d\ude00 ")).isEqualTo("a b é 日 \ud83d\ude00");
    }

    @Property
    void sanitisingTwiceIsSanitisingOnce(@ForAll String text) {
        String once = UrlText.sanitize(text);
        assertThat(UrlText.sanitize(once)).isEqualTo(once);
    }
}
