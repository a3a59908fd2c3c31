/** The least that is a project: one warehouse, and one stage that writes the new version where it is deployed from. */
export const MANIFEST = `apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata:
  name: guestbook
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata:
  name: guestbook
  namespace: guestbook
spec:
  subscriptions:
    - image:
        repoURL: registry.example.com/guestbook
        constraint: ^1.0.0
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata:
  name: test
  namespace: guestbook
spec:
  requestedFreight:
    - origin:
        kind: Warehouse
        name: guestbook
      sources:
        direct: true
  promotionTemplate:
    spec:
      steps:
        - uses: git-clone
          config:
            repoURL: https://git.example.com/guestbook.git
            checkout:
              - branch: main
                path: ./src
        - uses: yaml-update
          as: image
          config:
            path: ./src/env/test/values.yaml
            updates:
              - key: image.tag
                value: \${{ imageFrom("registry.example.com/guestbook").Tag }}
        - uses: git-commit
          config:
            path: ./src
            message: \${{ outputs.image.commitMessage }}
        - uses: git-push
          config:
            path: ./src
`;

export const JENKINSFILE = `node {
    checkout scm
    kargoWarehouse(project: 'guestbook')
}
kargoPromote(project: 'guestbook', stage: 'test') {
    node { kargoSteps() }
}
`;
