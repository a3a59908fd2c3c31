package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.function.DataFunctions;
import io.jenkins.plugins.kargo.engine.expression.function.DataLookup;
import io.jenkins.plugins.kargo.engine.expression.function.FreightFunctions;
import io.jenkins.plugins.kargo.engine.expression.function.FreightLookup;
import io.jenkins.plugins.kargo.engine.expression.function.MetadataFunctions;
import io.jenkins.plugins.kargo.engine.expression.function.MetadataLookup;
import io.jenkins.plugins.kargo.engine.expression.function.SemverFunctions;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.SecretUnavailable;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kargo's functions for expressions about a stage and the Freight it gets. Make a table for each step. */
public final class StageFunctions implements FreightLookup, DataLookup, MetadataLookup {
    private final KargoStore store;
    private final SecretSource secrets;
    private final ProjectKey project;
    private final Configuration configuration;
    private final String stage;
    private final FreightCollection collection;

    private StageFunctions(
            KargoStore store,
            SecretSource secrets,
            ProjectKey project,
            Configuration configuration,
            String stage,
            FreightCollection collection) {
        this.store = store;
        this.secrets = secrets;
        this.project = project;
        this.configuration = configuration;
        this.stage = stage;
        this.collection = collection;
    }

    @NonNull
    public static FunctionTable table(
            @NonNull KargoStore store,
            @NonNull SecretSource secrets,
            @NonNull ProjectKey project,
            @NonNull Configuration configuration,
            @NonNull String stage,
            @NonNull FreightCollection collection) {
        StageFunctions lookup = new StageFunctions(store, secrets, project, configuration, stage, collection);
        return FreightFunctions.table(lookup)
                .plus(MetadataFunctions.table(lookup))
                .plus(DataFunctions.table(lookup))
                .plus(SemverFunctions.table());
    }

    @Override
    public List<FreightOrigin> requestedOrigins() {
        return configuration.stage(stage).map(Stage::requestedFreight).orElse(List.of()).stream()
                .map(FreightRequest::origin)
                .toList();
    }

    @Override
    public Warehouse warehouse(String name) {
        return configuration.warehouse(name).orElse(null);
    }

    @Override
    public Collection<Freight> freight() {
        return collection.items().values();
    }

    @Override
    public Map<String, String> configMap(String name) {
        return configuration.configMaps().get(name);
    }

    @Override
    public Map<String, String> secret(String name) {
        Map<String, SecretText> found;
        try {
            found = secrets.find(project, name);
        } catch (SecretUnavailable e) {
            throw new ValueException(e.getMessage());
        }
        if (found == null) {
            return null;
        }
        Map<String, String> revealed = new LinkedHashMap<>();
        found.forEach((key, text) -> revealed.put(key, text.reveal()));
        return revealed;
    }

    /** Kargo's shared resources are those of the whole installation; here the project's own files take their place. */
    @Override
    public Map<String, String> sharedConfigMap(String name) {
        return configMap(name);
    }

    @Override
    public Map<String, String> sharedSecret(String name) {
        return secret(name);
    }

    @Override
    public FreightStatus freightStatus(String freight) {
        return store.freight().find(project, freight).map(StoredFreight::status).orElse(null);
    }

    @Override
    public Map<String, Object> stageMetadata(String name) {
        return configuration.stage(name).isPresent() ? store.projects().stageMetadata(project, name) : null;
    }
}
