package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static List<?> split(String text, String separator, long limit) {
        return Texts.split(text, separator, limit, 0, Evaluation.plain());
    }

    private static String replace(String text, String old, String replacement, long limit) {
        return Texts.replace(text, old, replacement, limit, Evaluation.plain());
    }

    @Test
    void splitsAsGoDoes() {
        assertThat(split("a,b,c", ",", -1)).isEqualTo(List.of("a", "b", "c"));
        assertThat(split("a,b,c", ",", 2)).isEqualTo(List.of("a", "b,c"));
        assertThat(split(",a,", ",", -1)).isEqualTo(List.of("", "a", ""));
        assertThat(split("aé😀", "", -1)).isEqualTo(List.of("a", "é", "😀"));
        assertThat(split("abc", "", 2)).isEqualTo(List.of("a", "bc"));
        assertThat(split("", ",", -1)).isEqualTo(List.of(""));
        assertThat(split("", "", -1)).isEqualTo(List.of());
        assertThat(split("a", ",", 0)).isSameAs(Lists.NIL);
        assertThat(Texts.split("a,b", ",", -1, Integer.MAX_VALUE, Evaluation.plain()))
                .isEqualTo(List.of("a,", "b"));
    }

    @Property
    void joiningThePartsGivesTheTextAgain(
            @ForAll String text, @ForAll @AlphaChars @StringLength(min = 1, max = 2) String separator) {
        List<?> parts = split(text, separator, -1);
        assertThat(String.join(separator, parts.toArray(CharSequence[]::new))).isEqualTo(text);
    }

    @Test
    void replacesAsGoDoes() {
        assertThat(replace("aaa", "a", "b", -1)).isEqualTo("bbb");
        assertThat(replace("aaa", "a", "bb", 2)).isEqualTo("bbbba");
        assertThat(replace("aé", "", "-", -1)).isEqualTo("-a-é-");
        assertThat(replace("ab", "", "-", 2)).isEqualTo("-a-b");
        assertThat(replace("", "", "-", -1)).isEqualTo("-");
        assertThat(replace("abc", "x", "y", -1)).isEqualTo("abc");
        assertThat(replace("abc", "b", "y", 0)).isEqualTo("abc");
    }

    @Property
    void replacingAllIsThatOfJava(@ForAll String text, @ForAll @StringLength(min = 1, max = 2) String old) {
        assertThat(replace(text, old, "+", -1)).isEqualTo(text.replace(old, "+"));
    }

    @Test
    void casesChangeCharacterByCharacter() {
        assertThat(Texts.upper("straße éß😀")).isEqualTo("STRAßE Éß😀");
        assertThat(Texts.lower("ÀÉI")).isEqualTo("àéi");
    }

    @Test
    void indexesCountBytes() {
        assertThat(Texts.indexOf("aé☺b", "b")).isEqualTo(6);
        assertThat(Texts.lastIndexOf("éé", "é")).isEqualTo(2);
        assertThat(Texts.indexOf("a", "b")).isEqualTo(-1);
        assertThat(Texts.slice("aé☺b", 1, 3)).isEqualTo("é");
        assertThat(Texts.slice("aé", 0, 2)).isEqualTo("a\uFFFD");
        assertThat(Texts.length("aé😀")).isEqualTo(3);
    }

    @Property
    void byteLengthIsThatOfTheEncodedText(@ForAll String text) {
        String whole = text.replaceAll("[\\ud800-\\udfff]", "?");
        assertThat(Texts.byteLength(whole)).isEqualTo(whole.getBytes(StandardCharsets.UTF_8).length);
    }

    @Property
    void theOrderIsThatOfTheEncodedBytes(@ForAll String a, @ForAll String b) {
        String left = a.replaceAll("[\\ud800-\\udfff]", "?") + "😀";
        String right = b.replaceAll("[\\ud800-\\udfff]", "?") + "\uFFFD";
        int bytes =
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(Texts.compare(left, right))).isEqualTo(Integer.signum(bytes));
    }

    @Property
    void bytesThatAreTextReadBackAndOthersNeverFail(@ForAll String text, @ForAll byte[] bytes) {
        String whole = text.replaceAll("[\\ud800-\\udfff]", "?");
        assertThat(Texts.decode(whole.getBytes(StandardCharsets.UTF_8))).isEqualTo(whole);
        assertThat(Texts.decode(bytes)).isNotNull();
    }

    @Test
    void everyByteOfDamagedTextIsReplaced() {
        byte[] damaged = {
            'a', (byte) 0xC3, (byte) 0xE2, (byte) 0x98, 'b', (byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80
        };
        assertThat(Texts.decode(damaged)).isEqualTo("a\uFFFD\uFFFD\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void trimsUnicodesWhiteSpaceOrACutset() {
        assertThat(Texts.trim("\u00a0\u2003\n a b \u3000\t")).isEqualTo("a b");
        assertThat(Texts.trim("xxaéxé", "xé")).isEqualTo("a");
        assertThat(Texts.trim("\u200b")).isEqualTo("\u200b");
    }
}
