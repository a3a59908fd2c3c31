package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing to promote, and the same by hand.
 *
 * @param files of the repository
 * @param steps the promotion template's; REPOSITORY stands for the URL
 * @param script of the shell; {@code $1} is the URL, {@code $2} something new every time
 * @param stepCount how many steps work on the agent
 */
record PromotionCase(
        @NonNull String title,
        @NonNull Map<String, String> files,
        @NonNull String steps,
        @NonNull String script,
        int stepCount) {
    private static final String CLONE = """
            - uses: git-clone
              config:
                repoURL: REPOSITORY
                checkout:
                - path: ./src
                  branch: main
            """;
    private static final String PUSH = """
            - uses: git-commit
              config:
                path: ./src
                message: promote ${{ ctx.promotion }}
            - uses: git-push
              config:
                path: ./src
            """;
    private static final String CLONE_IN_SHELL = """
            git clone --quiet --branch main "$1" src
            git -C src config user.name Kargo
            git -C src config user.email no-reply@kargo.io
            """;
    private static final String PUSH_IN_SHELL = """
            git -C src add .
            git -C src commit --quiet -m "promote $2"
            git -C src push --quiet origin main
            """;

    /** An image tag in a kustomization, and what kustomize makes of it. */
    static PromotionCase small() {
        Map<String, String> files = Map.of(
                "base/kustomization.yaml",
                "resources: [app.yaml]\n",
                "base/app.yaml",
                "apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, image: app}]}\n",
                "test/kustomization.yaml",
                "resources:\n- ../base\nimages:\n- name: app\n  newTag: v0\n",
                "out/README.md",
                "rendered\n");
        return new PromotionCase(
                "small repository: clone, set image, kustomize build, commit, push",
                files,
                CLONE + """
                        - uses: kustomize-set-image
                          config:
                            path: ./src/test
                            images:
                            - image: app
                              tag: ${{ ctx.promotion }}
                        - uses: kustomize-build
                          config:
                            path: ./src/test
                            outPath: ./src/out/app.yaml
                        """ + PUSH,
                CLONE_IN_SHELL + """
                        sed -i "s/newTag: .*/newTag: $2/" src/test/kustomization.yaml
                        if command -v kustomize >/dev/null; then
                            kustomize build src/test > src/out/app.yaml
                        else
                            kubectl kustomize src/test > src/out/app.yaml
                        fi
                        """ + PUSH_IN_SHELL,
                5);
    }

    /** @param count of templates, each of which changes */
    static PromotionCase chart(int count) {
        Map<String, String> files = new HashMap<>();
        files.put("chart/Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\n");
        files.put("chart/values.yaml", "tag: v0\n");
        files.put("out/README.md", "rendered\n");
        for (int i = 0; i < count; i++) {
            files.put(
                    "chart/templates/c" + i + ".yaml",
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c" + i
                            + "}\ndata: {tag: {{ .Values.tag | quote }}}\n");
        }
        return new PromotionCase(
                "chart of " + count + " files: clone, set value, helm template, commit, push",
                files,
                CLONE + """
                        - uses: yaml-update
                          config:
                            path: ./src/chart/values.yaml
                            updates:
                            - {key: tag, value: "${{ ctx.promotion }}"}
                        - uses: helm-template
                          config:
                            path: ./src/chart
                            outPath: ./src/out/rendered
                            releaseName: app
                        """ + PUSH,
                CLONE_IN_SHELL + """
                        sed -i "s/tag: .*/tag: $2/" src/chart/values.yaml
                        helm template app src/chart --output-dir src/out/rendered > /dev/null
                        """ + PUSH_IN_SHELL,
                5);
    }

    /** @param count of files, one of which changes */
    static PromotionCase large(int count) {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < count; i++) {
            files.put("d" + i % 100 + "/f" + i + ".yaml", "number: " + i + "\ntext: some words\n");
        }
        files.put("values.yaml", "tag: v0\n");
        return new PromotionCase(
                String.format(Locale.ROOT, "repository of %,d files: clone, set value, commit, push", count),
                files,
                CLONE + """
                        - uses: yaml-update
                          config:
                            path: ./src/values.yaml
                            updates:
                            - {key: tag, value: "${{ ctx.promotion }}"}
                        """ + PUSH,
                CLONE_IN_SHELL + "sed -i \"s/tag: .*/tag: $2/\" src/values.yaml\n" + PUSH_IN_SHELL,
                4);
    }
}
