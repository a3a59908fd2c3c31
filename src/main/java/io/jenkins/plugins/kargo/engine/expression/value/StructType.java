package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The type of one of Kargo's objects: the fields that expressions read by their Go names ({@code .RepoURL}) and that
 * JSON shows by their JSON names.
 *
 * @param name Go's name of the type, for messages and {@code type()}; starts with {@code *} for a pointer
 */
public record StructType(
        @NonNull String name,
        @NonNull List<Field> fields,
        @NonNull Map<String, Method> methods) {
    public StructType {
        fields = List.copyOf(fields);
        methods = Map.copyOf(methods);
    }

    public StructType(@NonNull String name, @NonNull List<Field> fields) {
        this(name, fields, Map.of());
    }

    /** @param omitEmpty whether JSON leaves the field out when it is empty */
    public record Field(
            @NonNull String name,
            @NonNull String json,
            boolean omitEmpty,
            @NonNull Type type) {}

    boolean isPointer() {
        return name.startsWith("*");
    }

    /** The field's position, -1 when there is none of that name. */
    int indexOf(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    /** The type of a field or method, null when there is none of that name. */
    @CheckForNull
    public Type member(@NonNull String member) {
        int index = indexOf(member);
        return index < 0 ? null : fields.get(index).type();
    }

    /** A value of this type. @param values one for each field, in the order of the fields */
    @NonNull
    public StructValue with(@NonNull Object... values) {
        return new StructValue(this, values, null);
    }

    /** A value without fields: its methods work on {@code behind}, whose toString() is how it prints. */
    @NonNull
    public StructValue over(@NonNull Object behind) {
        return new StructValue(this, new Object[0], behind);
    }

    Map<String, Object> toMap(Object[] values) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(fields.get(i).name(), values[i]);
        }
        return map;
    }
}
