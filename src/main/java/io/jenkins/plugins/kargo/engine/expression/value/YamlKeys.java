package io.jenkins.plugins.kargo.engine.expression.value;

import java.util.List;

/** The order in which go-yaml writes keys: numbers, then strings, digits inside strings counting as numbers. */
final class YamlKeys {
    private static final List<Class<?>> KINDS = List.of(Boolean.class, Number.class, String.class);

    private YamlKeys() {}

    static boolean isLess(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return a.doubleValue() < b.doubleValue();
        } else if (left instanceof String a && right instanceof String b) {
            return isLess(a.codePoints().toArray(), b.codePoints().toArray());
        }
        return kind(left) < kind(right);
    }

    private static int kind(Object key) {
        for (int i = 0; i < KINDS.size(); i++) {
            if (KINDS.get(i).isInstance(key)) {
                return i;
            }
        }
        return key == null ? -1 : KINDS.size();
    }

    private static boolean isLess(int[] left, int[] right) {
        boolean digits = false;
        for (int i = 0; i < left.length && i < right.length; i++) {
            if (left[i] == right[i]) {
                digits = Character.isDigit(left[i]);
                continue;
            }
            boolean leftIsLetter = Character.isLetter(left[i]);
            boolean rightIsLetter = Character.isLetter(right[i]);
            if (leftIsLetter && rightIsLetter) {
                return left[i] < right[i];
            } else if (leftIsLetter || rightIsLetter) {
                return digits ? leftIsLetter : rightIsLetter;
            }
            return isLessFrom(i, left, right);
        }
        return left.length < right.length;
    }

    private static boolean isLessFrom(int start, int[] left, int[] right) {
        long before = 0;
        if (left[start] == '0' || right[start] == '0') {
            for (int i = start - 1; i >= 0 && Character.isDigit(left[i]); i--) {
                if (left[i] != '0') {
                    before = 1;
                    break;
                }
            }
        }
        long leftNumber = before;
        long rightNumber = before;
        int leftEnd = start;
        int rightEnd = start;
        for (; leftEnd < left.length && Character.isDigit(left[leftEnd]); leftEnd++) {
            leftNumber = leftNumber * 10 + left[leftEnd] - '0';
        }
        for (; rightEnd < right.length && Character.isDigit(right[rightEnd]); rightEnd++) {
            rightNumber = rightNumber * 10 + right[rightEnd] - '0';
        }
        if (leftNumber != rightNumber) {
            return leftNumber < rightNumber;
        }
        return leftEnd != rightEnd ? leftEnd < rightEnd : left[start] < right[start];
    }
}
