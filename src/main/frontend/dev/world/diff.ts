import type { Promotion, PromotionDiff } from '../../src/api/types';
import { hex } from './made';

const PATCH = `@@ -14,9 +14,9 @@ spec:
     spec:
       containers:
         - name: web
-          image: ghcr.io/acme/storefront-web:2.8.0
+          image: ghcr.io/acme/storefront-web:2.11.0
           env:
-            - {name: BANNER, value: "newsletter"}
+            - {name: SEARCH_TYPO_TOLERANCE, value: "2"}
           ports:
             - containerPort: 8080
`;

const NEW_FILE = `@@ -0,0 +1,6 @@
+apiVersion: v1
+kind: ConfigMap
+metadata:
+  name: search
+data:
+  tolerance: "2"
`;

/** What a promotion that has rendered something changed: an image, a variable, a file more and one less. */
export function diffOf(promotion: Promotion): PromotionDiff {
  const rendered = promotion.phase !== 'Running' || promotion.approval !== null;
  const steps = [
    {
      step: 'commit',
      commit: hex(5, 40),
      note: '',
      addedLines: 8,
      removedLines: 5,
      moreFiles: 0,
      moreResources: 0,
      files: [
        { path: 'web/deployment.yaml', change: 'Changed', added: 2, removed: 2, patch: PATCH, note: '' },
        { path: 'web/search.yaml', change: 'Added', added: 6, removed: 0, patch: NEW_FILE, note: '' },
        {
          path: 'web/newsletter.yaml',
          change: 'Removed',
          added: 0,
          removed: 3,
          patch: '',
          note: 'The patch is left out: the file is removed',
        },
      ],
      resources: [
        {
          change: 'Changed',
          group: 'apps',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'storefront-web',
          fields: [
            {
              path: 'spec.template.spec.containers[0].image',
              before: 'ghcr.io/acme/storefront-web:2.8.0',
              after: 'ghcr.io/acme/storefront-web:2.11.0',
            },
            {
              path: 'spec.template.spec.containers[0].env[0].name',
              before: 'BANNER',
              after: 'SEARCH_TYPO_TOLERANCE',
            },
          ],
        },
        { change: 'Added', group: '', kind: 'ConfigMap', namespace: 'shop', name: 'search', fields: [] },
        {
          change: 'Removed',
          group: 'batch',
          kind: 'CronJob',
          namespace: 'shop',
          name: 'newsletter',
          fields: [],
        },
      ],
    },
  ] satisfies PromotionDiff['steps'];
  return { promotion: promotion.name, steps: rendered ? steps : [] };
}
