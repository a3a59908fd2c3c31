package io.jenkins.plugins.kargo.engine.promotion.step;

import java.util.Map;

/** The repository that the examples of the documentation work on. */
final class GuestbookFiles {
    private GuestbookFiles() {}

    static Map<String, String> all() {
        return Map.ofEntries(
                Map.entry("README.md", "# guestbook\n"),
                Map.entry("env/README.md", "# settings\n"),
                Map.entry("env/base.yaml", "replicas: 1\nimage: {tag: none}\n"),
                Map.entry(
                        "env/test/values.yaml",
                        "# test\nimage:\n  tag: none # by Kargo\ncontainers:\n- env: {GREETING: hello}\n"),
                Map.entry("app.json", "{\n  \"image\": {\"tag\": \"none\"},\n  \"history\": []\n}\n"),
                Map.entry("app.toml", "[package]\nversion = \"0.0.0\" # by Kargo\n\n[[servers]]\nport = 8080\n"),
                Map.entry("charts/guestbook/Chart.yaml", "apiVersion: v2\nname: guestbook\nversion: 1.0.0\n"),
                Map.entry(
                        "charts/guestbook/templates/app.yaml",
                        "apiVersion: v1\n"
                                + "kind: ConfigMap\n"
                                + "metadata: {name: app}\n"
                                + "data: {tag: {{ .Values.image.tag | quote }}}\n"),
                Map.entry(
                        "charts/umbrella/Chart.yaml",
                        "apiVersion: v2\n"
                                + "name: umbrella\n"
                                + "version: 1.0.0\n"
                                + "dependencies:\n"
                                + "- name: library\n"
                                + "  version: 1.0.0\n"
                                + "  repository: https://charts.example.com\n"),
                Map.entry("kustomize/base/kustomization.yaml", "resources: [app.yaml]\n"),
                Map.entry(
                        "kustomize/base/app.yaml",
                        "apiVersion: v1\n"
                                + "kind: Pod\n"
                                + "metadata: {name: app}\n"
                                + "spec: {containers: [{name: a, image: guestbook}]}\n"),
                Map.entry("kustomize/test/kustomization.yaml", "resources: [../base]\nnamespace: test\n"));
    }
}
