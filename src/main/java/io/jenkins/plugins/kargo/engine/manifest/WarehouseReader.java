package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.freight.url.ChartUrls;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.freight.url.ImageUrls;
import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.Warehouse.FreightCreationPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads Warehouses, with the defaults that Kargo's webhook sets. */
final class WarehouseReader {
    private WarehouseReader() {}

    private static Shape shape(Capabilities capabilities) {
        return CommonShapes.resource()
                .required(
                        "spec",
                        Fields.none()
                                .optional("shard", Shape.TEXT)
                                .optional("interval", CommonShapes.DURATION)
                                .optional("freightCreationPolicy", Shape.oneOf("Automatic", "Manual"))
                                .optional(
                                        "freightCreationCriteria", Fields.none().optional("expression", Shape.TEXT))
                                .optional("aliasExpression", CommonShapes.NON_EMPTY)
                                .required(
                                        "subscriptions",
                                        Shape.nonEmptyListOf(new SubscriptionShape(capabilities.subscriptions()))));
    }

    static void read(Document written, Loading loading) {
        Mapping body = BlankFields.dropped(written.body());
        Document document = written.with(LegacySubscriptions.translate(body, written.problems()));
        loading.declare(document);
        shape(loading.capabilities).check(document.body(), "", document.problems());
        checkNames(document);
        checkRepositories(document);
        if (!document.problems().hasErrors()) {
            loading.warehouses.put(document.name(), warehouse(document));
        }
    }

    private static void checkNames(Document document) {
        Map<String, Integer> names = new HashMap<>();
        List<Mapping> subscriptions = document.spec().maps("subscriptions");
        for (int i = 0; i < subscriptions.size(); i++) {
            String name = subscriptions.get(i).text("name");
            Integer first = name.isEmpty() ? null : names.putIfAbsent(name, i);
            if (first != null) {
                document.problems()
                        .error(
                                subscriptions.get(i).at("name"),
                                "spec.subscriptions[" + i + "].name",
                                "subscription " + first + " has the name " + name + " already; choose another one");
            }
        }
    }

    /** One Warehouse may subscribe to a repository once, however its URL is spelt. */
    private static void checkRepositories(Document document) {
        Map<String, Integer> repositories = new HashMap<>();
        List<Mapping> subscriptions = document.spec().maps("subscriptions");
        for (int i = 0; i < subscriptions.size(); i++) {
            String type = SubscriptionShape.typeOf(subscriptions.get(i));
            Mapping fields = subscriptions.get(i).map(type);
            String repository = fields.text("repoURL");
            Integer first = repository.isEmpty() ? null : repositories.putIfAbsent(type + ' ' + key(type, fields), i);
            if (first != null) {
                document.problems()
                        .error(
                                fields.at("repoURL"),
                                "spec.subscriptions[" + i + "]." + type + ".repoURL",
                                "subscription " + first + " is to " + Wording.quoted(repository)
                                        + " already; one Warehouse can subscribe to a repository once only");
            }
        }
    }

    private static String key(String type, Mapping fields) {
        String repository = fields.text("repoURL");
        return switch (type) {
            case SubscriptionShape.GIT -> GitUrls.normalize(repository);
            case SubscriptionShape.IMAGE -> ImageUrls.normalize(repository);
            case SubscriptionShape.CHART -> ChartUrls.normalize(repository) + ':' + fields.text("name");
            default -> repository;
        };
    }

    private static Warehouse warehouse(Document document) {
        Mapping spec = document.spec();
        return new Warehouse(
                document.metadata(),
                GoDurations.findKargo(spec.text("interval")).orElse(Warehouse.DEFAULT_INTERVAL),
                spec.text("freightCreationPolicy").equals("Manual")
                        ? FreightCreationPolicy.Manual
                        : FreightCreationPolicy.Automatic,
                spec.map("freightCreationCriteria").text("expression"),
                spec.text("aliasExpression"),
                spec.maps("subscriptions").stream()
                        .map(SubscriptionReader::read)
                        .toList());
    }
}
