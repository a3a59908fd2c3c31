package io.jenkins.plugins.kargo.engine.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.util.List;
import java.util.Map;

/**
 * Model records and plain values as JSON text. Whole numbers are read as Long, others as Double; times are epoch
 * milliseconds; members that this version does not know are passed over.
 */
final class Json {
    static final TypeReference<FreightCollection> COLLECTION = new TypeReference<>() {};
    static final TypeReference<List<ManifestFile>> FILES = new TypeReference<>() {};
    static final TypeReference<RenderedDiff> DIFF = new TypeReference<>() {};
    static final TypeReference<List<PromotionStep>> STEPS = new TypeReference<>() {};
    static final TypeReference<List<Variable>> VARIABLES = new TypeReference<>() {};
    static final TypeReference<List<WarehouseState.Found>> FOUND = new TypeReference<>() {};
    static final TypeReference<List<HealthCheck>> HEALTH_CHECKS = new TypeReference<>() {};
    static final TypeReference<List<HealthResult>> HEALTH_RESULTS = new TypeReference<>() {};
    static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
    static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    static final TypeReference<Artifacts> ARTIFACTS = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /** What a piece of Freight bundles. */
    record Artifacts(
            List<GitCommit> commits, List<Image> images, List<Chart> charts, List<ArtifactReference> artifacts) {
        static Artifacts of(Freight freight) {
            return new Artifacts(freight.commits(), freight.images(), freight.charts(), freight.artifacts());
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("A value cannot be stored: " + e.getOriginalMessage(), e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("The Kargo store holds a value that cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
