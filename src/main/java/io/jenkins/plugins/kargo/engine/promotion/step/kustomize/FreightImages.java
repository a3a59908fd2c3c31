package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The images that a promotion's freight holds, when no step says which. */
final class FreightImages {
    private FreightImages() {}

    /** @throws IOException when two warehouses that the stage requests freight from could give the same image */
    @NonNull
    static List<TargetImage> of(@NonNull Configuration configuration, @NonNull Promotion promotion) throws IOException {
        checkUnambiguous(configuration, promotion.stage());
        Map<String, TargetImage> images = new TreeMap<>();
        for (Freight freight : promotion.collection().items().values()) {
            for (Image image : freight.images()) {
                images.put(image.repoURL(), new TargetImage(image.repoURL(), "", image.tag(), image.digest()));
            }
        }
        return List.copyOf(images.values());
    }

    private static void checkUnambiguous(Configuration configuration, String stageName) throws IOException {
        Optional<Stage> stage = configuration.stage(stageName);
        if (stage.isEmpty()) {
            return;
        }
        Map<String, String> warehouseOf = new HashMap<>();
        for (FreightRequest request : stage.get().requestedFreight()) {
            String name = request.origin().name();
            Optional<Warehouse> warehouse = configuration.warehouse(name);
            if (warehouse.isEmpty()) {
                continue;
            }
            for (Subscription subscription : warehouse.get().subscriptions()) {
                if (subscription instanceof Subscription.Image image) {
                    String other = warehouseOf.putIfAbsent(image.repoURL(), name);
                    if (other != null && !other.equals(name)) {
                        throw new IOException("manual configuration required due to ambiguous result: the Warehouses "
                                + other + " and " + name + " both subscribe to image " + image.repoURL()
                                + "; list the images in the step's config");
                    }
                }
            }
        }
    }
}
