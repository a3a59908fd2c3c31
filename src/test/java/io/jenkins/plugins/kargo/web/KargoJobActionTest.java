package io.jenkins.plugins.kargo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KargoJobActionTest {
    @Test
    void theBoxShowsTheFirstStagesAndWhereTheNewestFreightIs() throws Exception {
        String stages = IntStream.range(0, 15)
                .mapToObj(i -> "{\"name\": \"s" + i + "\", \"phase\": \"Ready\","
                        + " \"holds\": {\"w\": {\"alias\": \"wise-otter\"}, \"v\": {\"alias\": \"calm-heron\"}}}")
                .collect(Collectors.joining(","));

        KargoJobAction.Box box =
                KargoJobAction.box("my shop/guestbook", new ObjectMapper().readTree("{\"stages\": [" + stages + """
                ], "freight": {"freight": [{"name": "f1", "alias": "wise-otter",
                  "images": [{"tag": "1.2.0"}], "charts": [{"version": "0.3.1"}],
                  "commits": [{"id": "0123456789"}], "artifacts": [{"version": "7"}],
                  "currentlyIn": {"gone": "x", "s10": "x", "s2": "x"}}]}}
                """));

        assertThat(box.address()).isEqualTo("/kargo/project/my%20shop/guestbook/");
        assertThat(box.stages()).hasSize(12);
        assertThat(box.more()).isEqualTo(3);
        assertThat(box.stages().get(0).freight()).isEqualTo("wise-otter, calm-heron");
        assertThat(box.freight()).singleElement().satisfies(freight -> {
            assertThat(freight.artifacts()).isEqualTo("1.2.0, 0.3.1, 0123456, 7");
            assertThat(freight.stages()).isEqualTo("s2, s10, gone");
        });
    }
}
