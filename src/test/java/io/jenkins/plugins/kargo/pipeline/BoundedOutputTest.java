package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BoundedOutputTest {
    @Property
    void theBeginningIsKept(
            @ForAll @Size(max = 20) List<@AlphaChars String> writes, @ForAll @IntRange(max = 30) int limit) {
        String all = String.join("", writes);
        BoundedOutput output = write(new BoundedOutput(limit, true), writes);

        assertThat(output.text()).isEqualTo(all.substring(0, Math.min(limit, all.length())));
        assertThat(output.isOverflown()).isEqualTo(all.length() > limit);
    }

    @Property
    void theEndIsKept(@ForAll @Size(max = 20) List<@AlphaChars String> writes, @ForAll @IntRange(max = 30) int limit) {
        String all = String.join("", writes);
        BoundedOutput output = write(new BoundedOutput(limit, false), writes);

        assertThat(output.text()).isEqualTo(all.substring(Math.max(0, all.length() - limit)));
        assertThat(output.isOverflown()).isEqualTo(all.length() > limit);
    }

    private static BoundedOutput write(BoundedOutput output, List<String> writes) {
        for (String text : writes) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            output.write(bytes, 0, bytes.length);
        }
        return output;
    }
}
