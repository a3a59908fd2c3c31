package io.jenkins.plugins.kargo.engine.promotion.step.oci;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.oci.Manifest;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.oci.OciReference;
import io.jenkins.plugins.kargo.engine.oci.OciRepository;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Downloaded;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code oci-download}: the agent fetches one layer of an artifact into the work dir, whole or not at all. */
public final class OciDownloadStep extends FileStep {
    private final Gateways gateways;

    public OciDownloadStep(@NonNull Gateways gateways) {
        super("oci-download");
        this.gateways = gateways;
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String text = config.text("imageRef");
        OciReference reference = Registries.reference("imageRef", text);
        OciGateway gateway = gateways.registries().get();
        Download download = new Download(
                text,
                Registries.credential(context, gateway, reference, Access.READ),
                new ArrayList<>(gateways.http().get().settings().policy().plainHttpHosts()),
                config.flag("insecureSkipTLSVerify"),
                config.text("mediaType"),
                config.text("outPath"),
                config.flag("allowOverwrite"));
        long bytes = context.workspace().files(download);
        context.log().line("Downloaded " + bytes + " bytes of " + reference + " to " + config.text("outPath"));
        return StepResult.succeeded();
    }

    /** Runs where the file is to be: it is not carried through the controller. */
    public record Download(
            String imageRef,
            @CheckForNull Credential credential,
            ArrayList<String> plainHttpHosts,
            boolean insecure,
            String mediaType,
            String outPath,
            boolean overwrite)
            implements Workspace.FileOperation<Long> {
        @Override
        public Long run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
            OciReference reference = Registries.reference("imageRef", imageRef);
            // Whatever the agent may reach, except for the addresses that tell its cloud's credentials.
            NetworkPolicy policy = new NetworkPolicy(List.of(), true, true, plainHttpHosts);
            OciGateway gateway = new OciGateway(
                    new HttpGateway(HttpSettings.of(policy)),
                    workDir.resolve(WorkPaths.RESERVED).resolve("oci"));
            OciRepository repository = gateway.repository(reference.repository(), credential, insecure);
            try (Downloaded download = Downloaded.to(workDir, outPath, overwrite)) {
                repository.download(layer(repository, reference), download.file(), Downloaded.MAX_BYTES);
                return download.keep();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        /** The digest of the layer that is wanted. */
        private String layer(OciRepository repository, OciReference reference)
                throws IOException, InterruptedException, StepFailure {
            Optional<Manifest> found = repository.manifest(reference.reference());
            if (found.isPresent() && found.get().content().path("layers").isMissingNode()) {
                found = repository.manifest(imageOf(found.get().content().path("manifests")));
            }
            // Some registries take a while to show what was just pushed.
            Manifest manifest = found.orElseThrow(() -> new IOException("imageRef: there is no \"" + reference + '"'));
            for (JsonNode layer : manifest.content().path("layers")) {
                if (mediaType.isEmpty() || layer.path("mediaType").asText("").equals(mediaType)) {
                    return layer.path("digest").asText("");
                }
            }
            throw new StepFailure(
                    mediaType.isEmpty()
                            ? reference + " has no layers"
                            : reference + " has no layer with the media type " + mediaType);
        }

        /** The digest of an index's image for linux/amd64, which an entry without a platform is; else of its first. */
        private static String imageOf(JsonNode manifests) {
            for (JsonNode entry : manifests) {
                JsonNode platform = entry.path("platform");
                if (platform.path("os").asText("linux").equals("linux")
                        && platform.path("architecture").asText("amd64").equals("amd64")) {
                    return entry.path("digest").asText("");
                }
            }
            return manifests.path(0).path("digest").asText("");
        }
    }
}
