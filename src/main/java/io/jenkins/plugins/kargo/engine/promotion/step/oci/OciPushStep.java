package io.jenkins.plugins.kargo.engine.promotion.step.oci;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.oci.OciCopy;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.oci.OciReference;
import io.jenkins.plugins.kargo.engine.oci.OciRepository;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code oci-push}: gives what is in a registry another tag, there or in another repository. Done by the controller,
 * without an agent; a run that is repeated finds what is already there.
 */
public final class OciPushStep implements StepRunner {
    /** As with Kargo. */
    private static final long MAX_BYTES = 1L << 30;

    private static final String INDEX = "index:";
    private static final String MANIFEST = "manifest:";

    private final Gateways gateways;

    public OciPushStep(@NonNull Gateways gateways) {
        this.gateways = gateways;
    }

    @Override
    @NonNull
    public String name() {
        return "oci-push";
    }

    @Override
    public boolean needsWorkspace() {
        return false;
    }

    @Override
    @NonNull
    public Replay replay() {
        return Replay.NEVER;
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        OciReference source = Registries.reference("srcRef", config.text("srcRef"));
        OciReference destination = Registries.reference("destRef", config.text("destRef"));
        if (context.isPreview()) {
            String message = "would push " + source + " to " + destination;
            context.log().line("Preview: " + message);
            return StepResult.skipped(message, null);
        }
        OciGateway gateway = gateways.registries().get();
        boolean insecure = config.flag("insecureSkipTLSVerify");
        OciRepository from = gateway.repository(
                source.repository(), Registries.credential(context, gateway, source, Access.READ), insecure);
        OciRepository to = gateway.destination(
                destination.repository(), Registries.credential(context, gateway, destination, Access.WRITE), insecure);
        Map<String, String> ofIndex = new LinkedHashMap<>();
        Map<String, String> ofManifest = new LinkedHashMap<>();
        config.object("annotations")
                .ifPresent(all -> all.values().forEach((key, value) -> {
                    String text = String.valueOf(value);
                    if (key.startsWith(INDEX)) {
                        ofIndex.put(key.substring(INDEX.length()), text);
                    } else {
                        ofManifest.put(key.startsWith(MANIFEST) ? key.substring(MANIFEST.length()) : key, text);
                    }
                }));
        context.intend(Map.of("srcRef", source.toString(), "destRef", destination.toString()));
        String digest = new OciCopy(from, to, gateways.temporary(), MAX_BYTES, ofIndex, ofManifest)
                .copy(source.reference(), destination.reference());
        context.log().line("Pushed " + source + " to " + destination + ", " + digest);
        String image = config.text("destRef").replaceFirst("^oci://", "");
        return StepResult.succeeded(Map.of("image", image, "digest", digest, "tag", destination.reference()));
    }
}
