package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.function.Predicate;

/** Which types operators take, and what they give. Unknown goes with everything that the operator takes at all. */
final class OperatorChecks {
    private OperatorChecks() {}

    static Type unary(String operator, Type operand) {
        boolean fits = operator.equals("!") || operator.equals("not") ? operand.isBool() : operand.isNumber();
        if (operand.isUnknown()) {
            return operator.equals("!") || operator.equals("not") ? Type.BOOL : Type.UNKNOWN;
        } else if (fits) {
            return operand;
        }
        throw new ValueException("invalid operation: " + operator + " (mismatched type " + operand + ")");
    }

    /** @throws ValueException when the operator cannot take the operands */
    static Type binary(String operator, Type left, Type right) {
        Type result = result(operator, left, right);
        if (result == null) {
            throw new ValueException(
                    "invalid operation: " + operator + " (mismatched types " + left + " and " + right + ")");
        }
        return result;
    }

    private static Type result(String operator, Type left, Type right) {
        return switch (operator) {
            case "==", "!=" -> left.isComparableTo(right) ? Type.BOOL : null;
            case "or", "||", "and", "&&" -> both(left, right, Type::isBool) ? Type.BOOL : null;
            case "<", ">", "<=", ">=" -> isOrdered(left, right) ? Type.BOOL : null;
            case "+" -> add(left, right);
            case "-" -> subtract(left, right);
            case "*" -> multiply(left, right);
            case "/", "**", "^" -> both(left, right, Type::isNumber) ? Type.FLOAT : null;
            case "%" -> both(left, right, Type::isInteger) ? Type.INT : null;
            case "in" -> in(left, right);
            case "matches" -> left.isBytes() && right.isText() || both(left, right, Type::isText) ? Type.BOOL : null;
            case "contains", "startsWith", "endsWith" -> both(left, right, Type::isText) ? Type.BOOL : null;
            case ".." -> both(left, right, Type::isInteger) ? Type.listOf(Type.INT) : null;
            case "??" -> coalesce(left, right);
            default -> null;
        };
    }

    /** Both are of the kind, or one is and the other unknown, or both are unknown. */
    private static boolean both(Type left, Type right, Predicate<Type> kind) {
        return (kind.test(left) || left.isUnknown()) && (kind.test(right) || right.isUnknown());
    }

    private static boolean isUnknownWith(Type left, Type right, Predicate<Type> kind) {
        return (left.isUnknown() || right.isUnknown()) && both(left, right, kind);
    }

    private static boolean isOrdered(Type left, Type right) {
        return left.isNumber() && right.isNumber()
                || left.isText() && right.isText()
                || left.isTime() && right.isTime()
                || left.isDuration() && right.isDuration()
                || isUnknownWith(left, right, t -> t.isNumber() || t.isText() || t.isTime() || t.isDuration());
    }

    private static Type number(Type left, Type right) {
        return left.isFloat() || right.isFloat() ? Type.FLOAT : Type.INT;
    }

    private static Type add(Type left, Type right) {
        if (left.isNumber() && right.isNumber()) {
            return number(left, right);
        } else if (left.isText() && right.isText()) {
            return Type.TEXT;
        } else if (left.isTime() && right.isDuration() || left.isDuration() && right.isTime()) {
            return Type.TIME;
        } else if (left.isDuration() && right.isDuration()) {
            return Type.DURATION;
        }
        return isUnknownWith(left, right, t -> t.isNumber() || t.isText() || t.isTime() || t.isDuration())
                ? Type.UNKNOWN
                : null;
    }

    private static Type subtract(Type left, Type right) {
        if (left.isNumber() && right.isNumber()) {
            return number(left, right);
        } else if (left.isTime() && right.isTime() || left.isDuration() && right.isDuration()) {
            return Type.DURATION;
        } else if (left.isTime() && right.isDuration()) {
            return Type.TIME;
        }
        return isUnknownWith(left, right, t -> t.isNumber() || t.isTime() || t.isDuration()) ? Type.UNKNOWN : null;
    }

    private static Type multiply(Type left, Type right) {
        if (left.isNumber() && right.isNumber()) {
            return number(left, right);
        } else if ((left.isNumber() || left.isDuration()) && (right.isNumber() || right.isDuration())) {
            return Type.DURATION;
        }
        return isUnknownWith(left, right, t -> t.isNumber() || t.isDuration()) ? Type.UNKNOWN : null;
    }

    private static Type in(Type left, Type right) {
        if (right.isStruct()) {
            return left.isText() || left.isUnknown() ? Type.BOOL : null;
        } else if (right.isMap()) {
            boolean fits = left.isUnknown() || !right.hasTextKeys() || left.isText();
            if (!fits) {
                throw new ValueException("cannot use " + left + " as type string in map key");
            }
            return Type.BOOL;
        } else if (right.isList()) {
            if (!left.isComparableTo(right.element())) {
                throw new ValueException("cannot use " + left + " as type " + right.element() + " in array");
            }
            return Type.BOOL;
        }
        return right.isUnknown() || left.isUnknown() && right.isText() ? Type.BOOL : null;
    }

    private static Type coalesce(Type left, Type right) {
        if (left.isNil()) {
            return right;
        } else if (right.isNil() || right.isAssignableTo(left)) {
            return left;
        }
        return Type.UNKNOWN;
    }
}
