package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.manifest.Value.Scalar;
import io.jenkins.plugins.kargo.engine.manifest.Value.Sequence;
import io.jenkins.plugins.kargo.engine.model.UrlPasswords;

/** Refuses URLs with passwords: manifests are stored, and what is stored is shown. */
final class PlantedPasswords {
    private PlantedPasswords() {}

    static void check(Document document) {
        if (!document.kind().equals("Secret")) {
            check(document.body(), "", document.problems());
        }
    }

    private static void check(Value value, String path, Problems problems) {
        if (value instanceof Mapping mapping) {
            mapping.members()
                    .forEach((key, member) -> check(member, path.isEmpty() ? key : path + '.' + key, problems));
        } else if (value instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                check(sequence.items().get(i), path + '[' + i + ']', problems);
            }
        } else if (value instanceof Scalar scalar
                && scalar.content() instanceof String text
                && UrlPasswords.areIn(text)) {
            problems.error(
                    scalar.at(),
                    path,
                    "holds a URL with a password; take it out, and bind a Jenkins credential to the URL instead");
        }
    }
}
