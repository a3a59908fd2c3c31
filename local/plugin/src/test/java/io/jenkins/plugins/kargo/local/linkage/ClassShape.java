package io.jenkins.plugins.kargo.local.linkage;

import java.util.List;
import java.util.Map;

/**
 * What linking needs to know about a class.
 *
 * @param name internal name
 * @param access ASM access flags
 * @param superName internal name, null for {@code java/lang/Object} itself
 * @param interfaces internal names
 * @param fields access flags by {@code name descriptor}
 * @param methods access flags by {@code name(descriptor)}
 * @param recorded whether it comes from the record of the real Jenkins
 */
record ClassShape(
        String name,
        int access,
        String superName,
        List<String> interfaces,
        Map<String, Integer> fields,
        Map<String, Integer> methods,
        boolean recorded) {
    boolean is(int flag) {
        return (access & flag) != 0;
    }

    Map<String, Integer> members(Reference.Kind kind) {
        return kind == Reference.Kind.FIELD ? fields : methods;
    }
}
