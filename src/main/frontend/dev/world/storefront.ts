import type {
  Board,
  Freight,
  PromotionSummary,
  Stage,
  StagePhase,
  Verification,
  Warehouse,
} from '../../src/api/types';
import { DAY, HOUR, MINUTE, REGISTRY, hex } from './made';

const ALIASES = [
  'bold-otter',
  'quiet-heron',
  'amber-lynx',
  'brisk-falcon',
  'gentle-bison',
  'lucky-marten',
  'proud-kestrel',
  'sunny-badger',
  'calm-osprey',
  'wild-ibex',
  'young-raven',
  'keen-beaver',
  'merry-seal',
  'swift-tapir',
];

const AGES = [
  6,
  52,
  3.2 * 60,
  5.5 * 60,
  26 * 60,
  29 * 60,
  31 * 60,
  50 * 60,
  74 * 60,
  98 * 60,
  124 * 60,
  150 * 60,
  200 * 60,
  250 * 60,
];

const MESSAGES = [
  'Show delivery dates in the basket',
  'Cache product pictures for a day',
  'Fix rounding of discounts',
  'Checkout: one page instead of three',
  'Upgrade the payment client',
  'Search: typo tolerance',
  'Remove the old newsletter banner',
  'Faster category pages',
  'Accessible colour picker',
  'Gift cards, first part',
  'Retry webhooks with jitter',
  'Return labels as PDF',
  'Log in with a passkey',
  'Basket survives a new session',
];

function freightOf(index: number, now: number): Freight {
  const commit = hex(index + 11, 40);
  const minor = 14 - index;
  return {
    name: hex(index + 1, 40),
    alias: ALIASES[index] ?? `freight-${String(index)}`,
    warehouse: 'storefront',
    discoveredAt: new Date(now - (AGES[index] ?? 300 * 60) * MINUTE).toISOString(),
    commits: [
      {
        repoURL: 'https://github.com/acme/storefront-config.git',
        id: commit,
        branch: 'main',
        tag: '',
        message: `${MESSAGES[index] ?? 'Tidy up'}\n\nReviewed by the shop team.`,
        author: 'Mira Lund <mira@acme.example>',
        url: `https://github.com/acme/storefront-config/commit/${commit}`,
      },
    ],
    images: [
      {
        repoURL: `${REGISTRY}/storefront-web`,
        tag: `2.${String(minor)}.0`,
        digest: `sha256:${hex(index + 31, 64)}`,
      },
      {
        repoURL: `${REGISTRY}/storefront-api`,
        tag: `2.${String(minor - (index % 2))}.1`,
        digest: `sha256:${hex(index + 51, 64)}`,
      },
    ],
    charts: [
      {
        repoURL: 'oci://ghcr.io/acme/charts/storefront',
        name: '',
        version: `1.${String(8 - Math.floor(index / 3))}.2`,
      },
    ],
    artifacts: [],
    currentlyIn: {},
    verifiedIn: {},
    approvedFor: {},
    availableTo: ['test'],
    availableFrom: {},
  };
}

export function storefront(now: number): Board {
  const freight = ALIASES.map((_, index) => freightOf(index, now));
  const ago = (milliseconds: number) => new Date(now - milliseconds).toISOString();
  const verify = (index: number, stages: string[], age: number) => {
    const each = freight[index];
    if (each !== undefined) {
      stages.forEach((stage) => {
        each.verifiedIn[stage] = ago(age);
      });
    }
  };
  verify(1, ['test'], 40 * MINUTE);
  verify(2, ['test', 'qa'], 2 * HOUR);
  verify(3, ['test', 'qa', 'uat'], 3 * HOUR);
  verify(5, ['test'], 28 * HOUR);
  verify(6, ['test', 'qa', 'uat', 'prod-eu', 'prod-us'], 24 * HOUR);
  verify(9, ['test', 'qa', 'uat', 'prod-eu', 'prod-us'], 3 * DAY);
  for (const each of freight) {
    const verified = (stage: string) => each.verifiedIn[stage] !== undefined;
    each.availableTo = [
      'test',
      ...(verified('test') ? ['qa', 'uat'] : []),
      ...(verified('qa') && verified('uat') ? ['prod-eu', 'prod-us'] : []),
    ];
  }
  const second = freight[5];
  if (second !== undefined) {
    second.approvedFor['prod-us'] = { at: ago(27 * HOUR), actor: 'olivia' };
    second.availableTo.push('prod-us');
  }
  const soaking = freight[2];
  if (soaking !== undefined) {
    soaking.verifiedIn.uat = ago(20 * MINUTE);
    soaking.availableFrom = { 'prod-eu': ago(-40 * MINUTE), 'prod-us': ago(-40 * MINUTE) };
  }
  const request = (direct: boolean, stages: string[]) => [{ warehouse: 'storefront', direct, stages }];
  const stage = (
    name: string,
    color: string | null,
    phase: StagePhase,
    held: number | null,
    age: number,
    rest: Partial<Stage>,
  ): Stage => {
    const its = held === null ? undefined : freight[held];
    return {
      name,
      color,
      phase,
      controlFlow: false,
      requests: request(true, []),
      holds:
        its === undefined ? {} : { storefront: { freight: its.name, alias: its.alias, since: ago(age) } },
      promotion: null,
      queued: 0,
      verification: null,
      health: null,
      autoPromotion: { enabled: false, holds: [] },
      ...rest,
    };
  };
  const promotion = (of: string, index: number, rest: Partial<PromotionSummary>): PromotionSummary => ({
    name: `${of}.01jz${hex(index + 5, 22)}.${hex(index + 1, 7)}`,
    stage: of,
    freight: freight[index]?.name ?? '',
    freightAlias: freight[index]?.alias ?? '',
    phase: 'Succeeded',
    message: '',
    waitingFor: '',
    actor: 'build storefront/main #218',
    build: {
      id: 'shop/storefront/main#218',
      url: 'job/shop/job/storefront/job/main/218/',
      displayName: 'main #218',
    },
    createdAt: ago(9 * MINUTE),
    startedAt: ago(8 * MINUTE),
    finishedAt: ago(7 * MINUTE),
    stepCount: 7,
    currentStep: 7,
    currentAlias: '',
    approval: null,
    ...rest,
  });
  const stages: Stage[] = [
    stage('test', 'lime', 'Promoting', 1, 45 * MINUTE, {
      autoPromotion: { enabled: true, holds: [] },
      promotion: promotion('test', 0, {
        phase: 'Running',
        createdAt: ago(80_000),
        startedAt: ago(74_000),
        finishedAt: null,
        currentStep: 4,
        currentAlias: 'render',
      }),
    }),
    stage('qa', 'cyan', 'Ready', 2, 2.4 * HOUR, {
      requests: request(false, ['test']),
      health: {
        status: 'Unhealthy',
        issues: ['Argo CD application storefront-qa is Degraded'],
        checks: [
          {
            uses: 'argocd-update',
            status: 'Unhealthy',
            issues: ['Argo CD application storefront-qa is Degraded'],
            output: {},
          },
        ],
        since: ago(20 * MINUTE),
        checkedAt: ago(30_000),
      },
      autoPromotion: {
        enabled: true,
        holds: [
          { warehouse: 'storefront', actor: 'mira', reason: 'Load test until noon', at: ago(2 * HOUR) },
        ],
      },
      promotion: promotion('qa', 2, { finishedAt: ago(2.4 * HOUR) }),
      verification: verification('qa', 'Successful', ago(2.3 * HOUR), ago(2.2 * HOUR)),
    }),
    stage('uat', 'amber', 'Verifying', 1, 12 * MINUTE, {
      requests: request(false, ['test']),
      promotion: promotion('uat', 1, { finishedAt: ago(12 * MINUTE), actor: 'mira' }),
      verification: verification('uat', 'Running', ago(11 * MINUTE), null),
    }),
    stage('release', 'gray', 'Passing', null, 0, {
      controlFlow: true,
      requests: request(false, ['qa', 'uat']),
    }),
    stage('prod-eu', 'red', 'Waiting', 6, 25 * HOUR, {
      requests: request(false, ['release']),
      queued: 1,
      promotion: promotion('prod-eu', 3, {
        phase: 'Running',
        actor: 'mira',
        createdAt: ago(24 * MINUTE),
        startedAt: ago(23 * MINUTE),
        finishedAt: null,
        currentStep: 0,
        currentAlias: 'approval',
        waitingFor: 'approval by olivia or the group release-managers',
        approval: {
          step: 'approval',
          mayAnswer: true,
          reason: '',
          given: 0,
          required: 1,
          missing: ['group release-managers'],
          expiresAt: null,
          binding: 'b1',
        },
      }),
    }),
    stage('prod-us', 'violet', 'Failed', 6, 22 * HOUR, {
      requests: request(false, ['release']),
      promotion: promotion('prod-us', 3, {
        phase: 'Errored',
        actor: 'mira',
        createdAt: ago(96 * MINUTE),
        startedAt: ago(95 * MINUTE),
        finishedAt: ago(93 * MINUTE),
        currentStep: 6,
        currentAlias: 'push',
        message: 'git-push: the remote refused stage/prod-us: protected branch hook declined',
      }),
    }),
  ];
  return {
    project: {
      path: 'shop/storefront',
      owner: 'shop',
      name: 'storefront',
      archived: false,
      declared: true,
      configJob: 'shop/storefront/main',
      configuration: { hash: hex(3, 40), commit: hex(77, 40), actor: 'mira', storedAt: ago(2.1 * HOUR) },
      runnerProblem: '',
      runnerJob: 'shop/storefront/main',
    },
    user: 'olivia',
    permissions: { promote: true, approve: true, administer: false },
    warehouses: [warehouse()],
    stages,
    freight: { freight, next: 'more' },
    requests: [],
  };
}

export function warehouse(): Warehouse {
  return {
    name: 'storefront',
    freightCreationPolicy: 'Automatic',
    check: { at: new Date(Date.now() - 3 * MINUTE).toISOString(), failed: false, message: '' },
    subscriptions: [
      { kind: 'image', name: '', repoURL: `${REGISTRY}/storefront-web`, chart: '' },
      { kind: 'image', name: '', repoURL: `${REGISTRY}/storefront-api`, chart: '' },
      { kind: 'chart', name: '', repoURL: 'oci://ghcr.io/acme/charts/storefront', chart: '' },
      { kind: 'git', name: '', repoURL: 'https://github.com/acme/storefront-config.git', chart: '' },
    ],
  };
}

function verification(
  stage: string,
  phase: Verification['phase'],
  startedAt: string,
  finishedAt: string | null,
): Verification {
  return {
    id: `${stage}.${hex(stage.length, 8)}`,
    stage,
    promotion: '',
    phase,
    message: phase === 'Running' ? 'Smoke tests of the basket and the checkout' : '',
    build: {
      id: 'shop/storefront/main#217',
      url: 'job/shop/job/storefront/job/main/217/',
      displayName: 'main #217',
    },
    startedAt,
    finishedAt,
  };
}
