package com.cloudbees.plugins.credentials.domains;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class HostnameSpecification extends DomainSpecification {
    private static final long serialVersionUID = 1L;

    private final String includes;
    private final String excludes;

    public HostnameSpecification(@CheckForNull String includes, @CheckForNull String excludes) {
        this.includes = includes;
        this.excludes = excludes;
    }

    public String getIncludes() {
        return includes;
    }

    public String getExcludes() {
        return excludes;
    }

    @NonNull
    @Override
    public Result test(@NonNull DomainRequirement requirement) {
        if (!(requirement instanceof HostnameRequirement host)) {
            return Result.UNKNOWN;
        }
        boolean included = Util.fixEmptyAndTrim(includes) == null || matches(includes, host.getHostname());
        boolean excluded = Util.fixEmptyAndTrim(excludes) != null && matches(excludes, host.getHostname());
        return included && !excluded ? Result.PARTIAL : Result.NEGATIVE;
    }

    private static boolean matches(String patterns, String hostname) {
        return Arrays.stream(patterns.split("[,\\n ]"))
                .map(pattern -> pattern.trim().toLowerCase(Locale.ENGLISH))
                .filter(pattern -> !pattern.isEmpty())
                .anyMatch(pattern -> Pattern.matches(wildcard(pattern), hostname.toLowerCase(Locale.ENGLISH)));
    }

    private static String wildcard(String pattern) {
        return Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
