package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the files in which helm looks for repositories and passwords, for their owner only; without repositories, deletes
 * them.
 *
 * @param credentials by repository URL, null for none
 */
public record HelmSettings(@NonNull LinkedHashMap<String, Credential> credentials)
        implements Workspace.FileOperation<Boolean> {
    static final HelmSettings NONE = new HelmSettings(new LinkedHashMap<>());

    @Override
    public Boolean run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException {
        Path repositories = workDir.resolve(Helm.REPOSITORIES);
        Path registry = workDir.resolve(Helm.REGISTRY);
        Files.deleteIfExists(repositories);
        Files.deleteIfExists(registry);
        if (!credentials.isEmpty()) {
            Files.createDirectories(repositories.getParent());
            // JSON is YAML.
            write(repositories, Map.of("apiVersion", "", "repositories", repositories()));
            write(registry, Map.of("auths", registries()));
        }
        return true;
    }

    private List<Map<String, Object>> repositories() {
        List<Map<String, Object>> list = new ArrayList<>();
        credentials.forEach((url, credential) -> {
            if (!url.startsWith("oci://")) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", "repository-" + list.size());
                entry.put("url", url);
                if (credential instanceof Credential.UsernamePassword pair) {
                    entry.put("username", pair.username());
                    entry.put("password", pair.password().reveal());
                }
                list.add(entry);
            }
        });
        return list;
    }

    private Map<String, Object> registries() {
        Map<String, Object> auths = new LinkedHashMap<>();
        credentials.forEach((url, credential) -> {
            if (url.startsWith("oci://") && credential instanceof Credential.UsernamePassword pair) {
                String text = pair.username() + ':' + pair.password().reveal();
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                String host = URI.create(url).getAuthority();
                auths.put(
                        String.valueOf(host), Map.of("auth", Base64.getEncoder().encodeToString(bytes)));
            }
        });
        return auths;
    }

    private static void write(Path file, Map<String, Object> content) throws IOException {
        FileAttribute<?>[] owner = File.separatorChar == '\\'
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                };
        Files.createFile(file, owner);
        Files.writeString(file, new ObjectMapper().writeValueAsString(content));
    }
}
