package com.cloudbees.plugins.credentials.domains;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

public class Domain implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Domain GLOBAL = new Domain(null, null, null);

    private final String name;
    private final String description;
    private final List<DomainSpecification> specifications;

    public Domain(String name, String description, List<DomainSpecification> specifications) {
        this.name = Util.fixEmptyAndTrim(name);
        this.description = Util.fixEmptyAndTrim(description);
        this.specifications = specifications == null ? new ArrayList<>() : new ArrayList<>(specifications);
    }

    @NonNull
    public static Domain global() {
        return GLOBAL;
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    @CheckForNull
    public String getDescription() {
        return description;
    }

    @NonNull
    public List<DomainSpecification> getSpecifications() {
        return Collections.unmodifiableList(specifications);
    }

    public boolean isGlobal() {
        return name == null;
    }

    public boolean test(@NonNull DomainRequirement... requirements) {
        return test(Arrays.asList(requirements));
    }

    /** Whether no specification rejects any of the requirements. */
    public boolean test(@NonNull List<DomainRequirement> requirements) {
        return requirements.stream()
                .filter(Objects::nonNull)
                .allMatch(requirement -> specifications.stream()
                        .allMatch(each -> each.test(requirement).isMatch()));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Domain that && Objects.equals(name, that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(name);
    }
}
