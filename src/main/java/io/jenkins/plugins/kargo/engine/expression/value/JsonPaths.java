package io.jenkins.plugins.kargo.engine.expression.value;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** How JSONPath looks at what {@link JsonReader} has read. */
public final class JsonPaths {
    /** Own providers, because the library's default ones need further libraries that Jenkins may not have. */
    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new PlainProvider())
            .mappingProvider(new NoMapping())
            .build();

    private JsonPaths() {}

    @NonNull
    public static Configuration configuration() {
        return CONFIGURATION;
    }

    /** Whether a path uses regular expressions, which the library matches with an engine that hostile input can occupy. */
    public static boolean hasRegularExpression(@NonNull String path) {
        return path.contains("=~");
    }

    /** Maps and lists, already read. */
    private static final class PlainProvider extends AbstractJsonProvider {
        @Override
        public Object parse(String json) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object parse(InputStream json, String charset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toJson(Object value) {
            return String.valueOf(value);
        }

        @Override
        public Object createArray() {
            return new ArrayList<>();
        }

        @Override
        public Object createMap() {
            return new LinkedHashMap<>();
        }
    }

    private static final class NoMapping implements MappingProvider {
        @Override
        public <T> T map(Object source, Class<T> target, Configuration configuration) {
            return target.cast(source);
        }

        @Override
        public <T> T map(Object source, TypeRef<T> target, Configuration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
