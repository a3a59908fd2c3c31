package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What is known of a value before an expression runs. Variables are unknown, literals and results of functions are not,
 * so that {@code 1 + "a"} fails when the configuration is read. Follows the checker of expr-lang, whose types are Go's;
 * two types are the same when their names are.
 */
public final class Type {
    /** Go's kinds as far as values have them here; two of one kind differ by name. */
    enum Kind {
        NONE,
        ANY,
        BOOL,
        INT,
        INT64,
        BYTE,
        FLOAT,
        TEXT,
        LIST,
        MAP,
        STRUCT,
        POINTER,
        FUNCTION
    }

    /** Nothing is known. */
    public static final Type UNKNOWN = new Type(Kind.NONE, "unknown");
    /** The literal nil. */
    public static final Type NIL = new Type(Kind.NONE, "nil");
    /** A result that may be anything. */
    public static final Type ANY = new Type(Kind.ANY, "any");

    public static final Type BOOL = new Type(Kind.BOOL, "bool");
    public static final Type INT = new Type(Kind.INT, "int");
    public static final Type BYTE = new Type(Kind.BYTE, "uint8");
    public static final Type FLOAT = new Type(Kind.FLOAT, "float");
    public static final Type TEXT = new Type(Kind.TEXT, "string");
    public static final Type BYTES = new Type(Kind.LIST, "[]byte", BYTE);
    public static final Type LIST = new Type(Kind.LIST, "[]any", ANY);
    public static final Type TEXT_LIST = new Type(Kind.LIST, "[]string", TEXT);
    public static final Type INT_LIST = new Type(Kind.LIST, "[]int", INT);
    public static final Type FLOAT_LIST = new Type(Kind.LIST, "[]float", FLOAT);
    public static final Type MAP = new Type(Kind.MAP, "map[string]any", ANY);
    public static final Type TEXT_MAP = new Type(Kind.MAP, "map[string]string", TEXT);
    public static final Type ANY_KEY_MAP = new Type(Kind.MAP, "map[any]any", ANY);
    public static final Type GROUPS = new Type(Kind.MAP, "map[any][]any", LIST);
    public static final Type TIME = new Type(Kind.STRUCT, "time.Time");
    public static final Type DURATION = new Type(Kind.INT64, "time.Duration");
    public static final Type MONTH = new Type(Kind.INT, NamedNumbers.MONTH);
    public static final Type WEEKDAY = new Type(Kind.INT, NamedNumbers.WEEKDAY);
    public static final Type ZONE = new Type(Kind.POINTER, "*time.Location");

    private final Kind kind;
    private final String name;
    private final Type element;
    private final StructType struct;
    private final Signature signature;

    private Type(Kind kind, String name) {
        this(kind, name, null, null, null);
    }

    private Type(Kind kind, String name, Type element) {
        this(kind, name, element, null, null);
    }

    private Type(
            Kind kind,
            String name,
            @CheckForNull Type element,
            @CheckForNull StructType struct,
            @CheckForNull Signature signature) {
        this.kind = kind;
        this.name = name;
        this.element = element;
        this.struct = struct;
        this.signature = signature;
    }

    /** A list literal or the like: {@code []any} to everybody, but the elements are known to us. */
    @NonNull
    public static Type listOf(@NonNull Type element) {
        return new Type(Kind.LIST, LIST.name, element);
    }

    /** The type of one of Kargo's objects. */
    @NonNull
    public static Type of(@NonNull StructType struct) {
        return new Type(struct.isPointer() ? Kind.POINTER : Kind.STRUCT, struct.name(), null, struct, null);
    }

    /** A function as a value. */
    @NonNull
    public static Type of(@NonNull Signature signature) {
        return new Type(Kind.FUNCTION, signature.describe(), null, null, signature);
    }

    /** A function that takes and gives anything. */
    @NonNull
    public static Type function() {
        return new Type(Kind.FUNCTION, "func(...any) any");
    }

    @NonNull
    public String name() {
        return name;
    }

    /** The fields and methods of one of Kargo's objects, else null. */
    @CheckForNull
    public StructType struct() {
        return struct;
    }

    /** How to call a function or method, null for anything else and for a function of unknown signature. */
    @CheckForNull
    public Signature signature() {
        return signature;
    }

    /** What the elements of a list and the values of a map are; unknown for anything else. */
    @NonNull
    public Type element() {
        return element == null ? UNKNOWN : element;
    }

    /** The same without what is known of the elements of a list literal. */
    @NonNull
    public Type withoutElements() {
        return kind == Kind.LIST && name.equals(LIST.name) ? LIST : this;
    }

    /** The type behind a pointer. */
    @NonNull
    public Type dereferenced() {
        return kind == Kind.POINTER ? new Type(Kind.STRUCT, name.replaceFirst("^\\*", ""), null, struct, null) : this;
    }

    public boolean isUnknown() {
        return kind == Kind.ANY || kind == Kind.NONE && !isNil();
    }

    public boolean isNil() {
        return this == NIL;
    }

    public boolean isBool() {
        return kind == Kind.BOOL;
    }

    public boolean isText() {
        return kind == Kind.TEXT;
    }

    public boolean isInteger() {
        return name.equals(INT.name) || kind == Kind.BYTE;
    }

    public boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    public boolean isNumber() {
        return isInteger() || isFloat();
    }

    public boolean isList() {
        return kind == Kind.LIST;
    }

    public boolean isBytes() {
        return name.equals(BYTES.name);
    }

    public boolean isMap() {
        return kind == Kind.MAP;
    }

    public boolean isStruct() {
        return kind == Kind.STRUCT;
    }

    public boolean isPointer() {
        return kind == Kind.POINTER;
    }

    public boolean isFunction() {
        return kind == Kind.FUNCTION;
    }

    public boolean isTime() {
        return name.equals(TIME.name);
    }

    public boolean isDuration() {
        return name.equals(DURATION.name);
    }

    /** Whether a map's keys are strings. */
    public boolean hasTextKeys() {
        return isMap() && name.startsWith("map[string]");
    }

    /** Whether it is exactly the int of Go, whose values are Longs. */
    public boolean isInt() {
        return name.equals(INT.name);
    }

    /** Go's notion of the same kind: all maps are, and so are nil and unknown. */
    public boolean isSameKindAs(@NonNull Type other) {
        return kind == other.kind;
    }

    public boolean isAssignableTo(@NonNull Type target) {
        if (isNil()) {
            switch (target.kind) {
                case ANY, LIST, MAP, POINTER, FUNCTION -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
        if (kind == Kind.NONE || target.kind == Kind.NONE) {
            return false;
        }
        return target.kind == Kind.ANY || name.equals(target.name);
    }

    public boolean isComparableTo(@NonNull Type other) {
        return isUnknown()
                || other.isUnknown()
                || isNil()
                || other.isNil()
                || isNumber() && other.isNumber()
                || isList() && other.isList()
                || isAssignableTo(other);
    }

    @Override
    public String toString() {
        return name;
    }
}
