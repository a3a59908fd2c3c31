package io.jenkins.plugins.kargo.engine.expression.function;

import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds artifacts in Freight. Without a given origin it is the one whose warehouse subscribes to the repository now; two
 * such are ambiguous. Git URLs compare in their canonical spelling, image and chart URLs as they are written, as in Kargo.
 */
final class FreightFinder {
    private final FreightLookup lookup;

    FreightFinder(FreightLookup lookup) {
        this.lookup = lookup;
    }

    /** Null when nothing provides such a commit, or no Freight of its origin is there yet. */
    GitCommit commit(String repoURL, FreightOrigin given) {
        String url = GitUrls.normalize(repoURL);
        FreightOrigin origin = origin(
                given,
                s -> s instanceof Subscription.Git git
                        && GitUrls.normalize(git.repoURL()).equals(url),
                "a commit from repository " + url);
        return first(
                origin, Freight::commits, c -> GitUrls.normalize(c.repoURL()).equals(url));
    }

    Image image(String repoURL, FreightOrigin given) {
        FreightOrigin origin = origin(
                given,
                s -> s instanceof Subscription.Image image && image.repoURL().equals(repoURL),
                "a container image from repository " + repoURL);
        return first(origin, Freight::images, i -> i.repoURL().equals(repoURL));
    }

    /** @throws ValueException when no warehouse subscribes to such a chart, unlike for the other kinds */
    Chart chart(String repoURL, String name, FreightOrigin given) {
        FreightOrigin origin = origin(
                given,
                s -> s instanceof Subscription.Chart chart
                        && chart.repoURL().equals(repoURL)
                        && chart.chartName().equals(name),
                "a chart from repository " + repoURL);
        if (origin == null) {
            throw new ValueException("chart %sfrom repo %s not found in referenced Freight"
                    .formatted(name.isEmpty() ? "" : '"' + name + "\" ", repoURL));
        }
        return first(
                origin,
                Freight::charts,
                c -> c.repoURL().equals(repoURL) && c.name().equals(name));
    }

    ArtifactReference artifact(String subscription, FreightOrigin given) {
        FreightOrigin origin = origin(
                given,
                s -> s instanceof Subscription.Generic && s.name().equals(subscription),
                "an artifact of the subscription \"" + subscription + '"');
        return first(origin, Freight::artifacts, a -> a.subscriptionName().equals(subscription));
    }

    private FreightOrigin origin(FreightOrigin given, Predicate<Subscription> provides, String what) {
        if (given != null) {
            return given;
        }
        FreightOrigin found = null;
        for (FreightOrigin origin : lookup.requestedOrigins()) {
            Warehouse warehouse = lookup.warehouse(origin.name());
            if (warehouse == null) {
                throw new ValueException("Warehouse \"" + origin.name() + "\" not found");
            }
            long matches = warehouse.subscriptions().stream().filter(provides).count();
            if (matches > 1 || matches == 1 && found != null) {
                throw new ValueException("multiple requested Freight could provide " + what
                        + ": name the origin, as in warehouse(\"" + origin.name() + "\"), to disambiguate");
            }
            found = matches == 1 ? origin : found;
        }
        return found;
    }

    private <A> A first(FreightOrigin origin, Function<Freight, List<A>> artifacts, Predicate<A> wanted) {
        if (origin == null) {
            return null;
        }
        return lookup.freight().stream()
                .filter(freight -> freight.origin().equals(origin))
                .flatMap(freight -> artifacts.apply(freight).stream())
                .filter(wanted)
                .findFirst()
                .orElse(null);
    }
}
