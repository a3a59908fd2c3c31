package io.jenkins.plugins.kargo.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonTest {
    @Property(tries = 300)
    void plainValuesComeBackAsTheyWere(@ForAll("values") Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("value", value);
        assertThat(Json.read(Json.write(map), Json.VALUES)).isEqualTo(map);
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.strings().map(Object.class::cast),
                Arbitraries.of(true, false, Double.NaN, Double.NEGATIVE_INFINITY),
                Arbitraries.just(null));
        return Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(Object.class::cast),
                        Arbitraries.maps(Arbitraries.strings().alpha(), inner)
                                .ofMaxSize(4)
                                .map(Object.class::cast)),
                0,
                3);
    }

    @Example
    void recordsComeBackAsTheyWere() {
        Promotion promotion = Samples.promotion("test.1", "test");
        assertThat(Json.read(Json.write(promotion.steps()), Json.STEPS)).isEqualTo(promotion.steps());
        assertThat(Json.read(Json.write(promotion.vars()), Json.VARIABLES)).isEqualTo(promotion.vars());
        assertThat(Json.read(Json.write(promotion.collection()), Json.COLLECTION))
                .isEqualTo(promotion.collection());
    }

    @Example
    void membersOfLaterVersionsArePassedOver() {
        assertThat(Json.read(
                        "{\"kind\":\"Warehouse\",\"name\":\"x\",\"later\":{\"a\":1}}",
                        new TypeReference<FreightOrigin>() {}))
                .isEqualTo(FreightOrigin.warehouse("x"));
    }

    @Example
    void textThatIsNoJsonIsAStoreException() {
        assertThatThrownBy(() -> Json.read("{", Json.VALUES))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> Json.write(Map.of("a", new Object())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be stored");
    }
}
