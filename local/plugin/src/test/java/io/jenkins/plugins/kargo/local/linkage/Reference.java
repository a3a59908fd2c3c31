package io.jenkins.plugins.kargo.local.linkage;

/**
 * One use of another class by a class of ours.
 *
 * @param from internal name of the class that refers
 * @param owner internal name of the class referred to
 * @param member {@code name descriptor} of a field, {@code name(descriptor)} of a method, empty for the class itself
 * @param isStatic whether it is used as a static member; unknown for the class itself
 * @param isInterface whether the caller takes the owner for an interface
 * @param isSuper whether it is a call of what the class itself overrides, as {@code super.method()}
 */
record Reference(
        String from, String owner, Kind kind, String member, boolean isStatic, boolean isInterface, boolean isSuper) {
    enum Kind {
        CLASS,
        FIELD,
        METHOD
    }

    static Reference type(String from, String owner) {
        return new Reference(from, owner, Kind.CLASS, "", false, false, false);
    }

    String target() {
        return kind == Kind.CLASS ? owner : owner + '.' + member;
    }
}
