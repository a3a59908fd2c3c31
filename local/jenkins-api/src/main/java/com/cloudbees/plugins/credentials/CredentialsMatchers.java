package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.UsernameCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

public class CredentialsMatchers {
    private CredentialsMatchers() {}

    @NonNull
    public static CredentialsMatcher always() {
        return item -> true;
    }

    @NonNull
    public static CredentialsMatcher never() {
        return item -> false;
    }

    @NonNull
    public static CredentialsMatcher not(@NonNull CredentialsMatcher matcher) {
        return item -> !matcher.matches(item);
    }

    @NonNull
    public static CredentialsMatcher instanceOf(@NonNull Class clazz) {
        return clazz::isInstance;
    }

    @NonNull
    public static CredentialsMatcher withId(@NonNull String id) {
        return item -> item instanceof IdCredentials known && known.getId().equals(id);
    }

    @NonNull
    public static CredentialsMatcher withUsername(@NonNull String username) {
        return item ->
                item instanceof UsernameCredentials known && known.getUsername().equals(username);
    }

    @NonNull
    public static CredentialsMatcher allOf(@NonNull CredentialsMatcher... matchers) {
        return item -> Arrays.stream(matchers).allMatch(matcher -> matcher.matches(item));
    }

    @NonNull
    public static CredentialsMatcher anyOf(@NonNull CredentialsMatcher... matchers) {
        return item -> Arrays.stream(matchers).anyMatch(matcher -> matcher.matches(item));
    }

    @NonNull
    public static <C extends Credentials> List<C> filter(
            @NonNull List<C> credentials, @NonNull CredentialsMatcher matcher) {
        List<C> found = new ArrayList<>();
        for (C credential : credentials) {
            if (credential != null && matcher.matches(credential)) {
                found.add(credential);
            }
        }
        return found;
    }

    @CheckForNull
    public static <C extends Credentials> C firstOrDefault(
            @NonNull Iterable<C> credentials, @NonNull CredentialsMatcher matcher, @CheckForNull C defaultIfNone) {
        for (C credential : credentials) {
            if (credential != null && matcher.matches(credential)) {
                return credential;
            }
        }
        return defaultIfNone;
    }

    @CheckForNull
    public static <C extends Credentials> C firstOrNull(
            @NonNull Iterable<C> credentials, @NonNull CredentialsMatcher matcher) {
        return firstOrDefault(credentials, matcher, null);
    }
}
