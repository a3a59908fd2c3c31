package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarehouseArgumentsTest {
    @Test
    void oneMapIsAListOfOne() {
        assertThat(WarehouseArguments.artifacts(Map.of("image", "r/cart:1.4.7")))
                .containsExactly(new LinkedHashMap<>(Map.of("image", "r/cart:1.4.7")));
    }

    @Test
    void aListOfMapsStaysOne() {
        assertThat(WarehouseArguments.artifacts(List.of(Map.of("image", "a:1"), Map.of("chart", "b:2"))))
                .hasSize(2);
    }

    @Test
    void nothingIsNothing() {
        assertThat(WarehouseArguments.artifacts(null)).isEmpty();
    }

    @Test
    void anythingElseIsRefusedWithAnExample() {
        assertThatThrownBy(() -> WarehouseArguments.artifacts("r/cart:1.4.7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'r/cart:1.4.7' is no map")
                .hasMessageContaining("artifacts: [image:");
    }
}
