package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** One of Kargo's objects as expressions see it: named fields, nothing of the Java object it was made from. */
public final class StructValue {
    private final StructType type;
    private final Object[] values;
    private final Object behind;

    StructValue(StructType type, Object[] values, @CheckForNull Object behind) {
        if (values.length != type.fields().size()) {
            throw new IllegalArgumentException(
                    type.name() + " has " + type.fields().size() + " fields");
        }
        this.type = type;
        this.values = values.clone();
        this.behind = behind;
    }

    @NonNull
    public StructType type() {
        return type;
    }

    /** In the order of the type's fields. */
    @NonNull
    public List<Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** @throws ValueException when the type has no such field */
    @CheckForNull
    public Object get(@NonNull String field) {
        int index = type.indexOf(field);
        if (index < 0) {
            throw new ValueException("cannot fetch " + field + " from " + type.name());
        }
        return values[index];
    }

    /** What the type's methods work on, null when there is nothing but the fields. Expressions never see it. */
    @CheckForNull
    public Object behind() {
        return behind;
    }

    /** How it prints when it has no fields. */
    String text() {
        return String.valueOf(behind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StructValue that
                && type.name().equals(that.type.name())
                && Arrays.equals(values, that.values)
                && Objects.equals(behind, that.behind);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(values), behind);
    }

    /** For debugging; expressions print by {@code string()}. */
    @Override
    public String toString() {
        return type.name() + type.toMap(values);
    }
}
