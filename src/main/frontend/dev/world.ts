import type {
  Board,
  Candidate,
  ConfigurationInfo,
  Event,
  Freight,
  FreightDetail,
  PromotionSummary,
  Promotion,
  ProjectSummary,
  Stage,
  StageDetail,
  StagePhase,
  Step,
  Verification,
  VerificationDetail,
  Warehouse,
  WarehouseDetail,
} from '../src/api/types';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const NO_BUILD = { id: '', url: '', displayName: '' };
const REGISTRY = 'ghcr.io/acme';

export interface World {
  user: string;
  boards: Map<string, Board>;
  promotions: Map<string, Promotion>;
  history: Map<string, StageDetail['history']>;
  verifications: Map<string, Verification[]>;
  events: Event[];
  version: number;
}

/** A shop's projects in the middle of a working day. */
export function createWorld(now: number): World {
  const world: World = {
    user: 'olivia',
    boards: new Map(),
    promotions: new Map(),
    history: new Map(),
    verifications: new Map(),
    events: [],
    version: 1,
  };
  const board = storefront(now);
  world.boards.set(board.project.path, board);
  for (const [path, phases] of OTHERS) {
    world.boards.set(path, simple(path, phases, now));
  }
  for (const stage of board.stages) {
    if (stage.promotion !== null) {
      world.promotions.set(stage.promotion.name, detailed(stage.promotion, now));
    }
    world.history.set(stage.name, historyOf(stage, board, now));
    world.verifications.set(stage.name, stage.verification === null ? [] : [stage.verification]);
  }
  world.events = eventsOf(now);
  return world;
}

const OTHERS: [string, StagePhase[]][] = [
  ['shop/checkout', ['Ready', 'Ready', 'VerificationFailed', 'Ready']],
  ['shop/guestbook', ['Ready', 'Ready', 'Ready']],
  ['platform/ingress', ['Ready', 'Promoting', 'Ready']],
  [
    'platform/observability/logging',
    ['Ready', 'Ready', 'Ready', 'Ready', 'Ready', 'Ready', 'Ready', 'Ready'],
  ],
  ['data/warehouse-sync', ['Ready', 'Waiting', 'Ready']],
  ['data/reports', ['Empty', 'Empty']],
];

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

function hex(seed: number, length: number): string {
  let value = seed * 2_654_435_761 + 97;
  let text = '';
  while (text.length < length) {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += value.toString(16).padStart(8, '0');
  }
  return text.slice(0, length);
}

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

function storefront(now: number): Board {
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
        approval: { step: 'approval', mayAnswer: true, reason: '', given: 0, required: 1, binding: 'b1' },
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

function warehouse(): Warehouse {
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

function simple(path: string, phases: StagePhase[], now: number): Board {
  const names = ['test', 'uat', 'staging', 'prod', 'prod-us', 'prod-ap', 'edge', 'archive'];
  const colors = ['lime', 'amber', 'cyan', 'red', 'violet', 'pink', 'teal', 'gray'];
  const base = storefront(now);
  const segments = path.split('/');
  const name = segments.pop() ?? path;
  return {
    ...base,
    project: { ...base.project, path, owner: segments.join('/'), name },
    requests: [],
    freight: { freight: phases[0] === 'Empty' ? [] : base.freight.freight.slice(0, 5), next: null },
    stages: phases.map((phase, index): Stage => {
      const its = base.freight.freight[Math.min(13, index + 1)];
      return {
        name: names[index] ?? `stage-${String(index)}`,
        color: colors[index] ?? null,
        phase,
        controlFlow: false,
        requests: [
          {
            warehouse: 'storefront',
            direct: index === 0,
            stages: index === 0 ? [] : [names[index - 1] ?? ''],
          },
        ],
        holds:
          phase === 'Empty' || its === undefined
            ? {}
            : { storefront: { freight: its.name, alias: its.alias, since: its.discoveredAt } },
        promotion: null,
        queued: 0,
        verification: null,
        autoPromotion: { enabled: false, holds: [] },
      };
    }),
  };
}

const STEPS: [string, string][] = [
  ['clone', 'git-clone'],
  ['clear', 'git-clear'],
  ['chart', 'yaml-update'],
  ['image', 'yaml-update'],
  ['render', 'helm-template'],
  ['commit', 'git-commit'],
  ['push', 'git-push'],
];

function detailed(summary: PromotionSummary, now: number): Promotion {
  const begin = Date.parse(summary.startedAt ?? summary.createdAt);
  const names: [string, string][] =
    summary.approval === null ? STEPS : [['approval', 'wait-for-approval'], ...STEPS.slice(0, 6)];
  const over = summary.phase !== 'Running' && summary.phase !== 'Pending';
  const steps = names.map(([alias, uses], index): Step => {
    const done = index < summary.currentStep;
    const current = index === summary.currentStep;
    const startedAt = done || current ? new Date(begin + index * 9_000).toISOString() : null;
    return {
      alias,
      uses,
      status: done ? 'Succeeded' : current ? (over ? 'Errored' : 'Running') : null,
      message: current && over ? summary.message : '',
      startedAt,
      finishedAt:
        done || (current && over) ? new Date(begin + (index + 1) * 9_000 - 1_500).toISOString() : null,
      errorCount: current && over ? 3 : 0,
      continueOnError: false,
      output:
        done && alias === 'image'
          ? { commitMessage: 'Updated the image of storefront-web to 2.14.0' }
          : done && alias === 'clone'
            ? { commits: { './src': hex(11, 40), './out': hex(12, 40) } }
            : null,
    };
  });
  return { ...summary, steps, answers: [], verifications: now > 0 ? [] : [] };
}

function historyOf(stage: Stage, board: Board, now: number): StageDetail['history'] {
  const held = Object.values(stage.holds)[0];
  const index = board.freight.freight.findIndex((each) => each.name === held?.freight);
  return index < 0
    ? []
    : board.freight.freight.slice(index, index + 4).map((each, at) => ({
        freight: [{ name: each.name, alias: each.alias }],
        promotion: `${stage.name}.${String(at)}`,
        since:
          at === 0 && held !== undefined ? held.since : new Date(now - (at + 1) * 30 * HOUR).toISOString(),
      }));
}

function eventsOf(now: number): Event[] {
  const event = (minutes: number, type: string, subject: string, actor: string, message: string): Event => ({
    type,
    subject,
    actor,
    message,
    at: new Date(now - minutes * MINUTE).toISOString(),
  });
  return [
    event(24, 'PromotionRequested', 'prod-eu', 'mira', 'Freight brisk-falcon'),
    event(96, 'PromotionRequested', 'prod-us', 'mira', 'Freight brisk-falcon'),
    event(130, 'FreightRenamed', 'amber-lynx', 'olivia', 'was dusty-lynx'),
    event(27 * 60, 'FreightApproved', 'lucky-marten', 'olivia', 'for stage prod-us'),
    event(29 * 60, 'PromotionApproved', 'prod-eu.01jz0c9', 'olivia', 'Looks good in uat'),
  ];
}

export function summaries(world: World): ProjectSummary[] {
  return [...world.boards.values()].map((board) => ({
    path: board.project.path,
    owner: board.project.owner,
    name: board.project.name,
    archived: board.project.archived,
    stages: board.stages.map((stage) => ({
      name: stage.name,
      phase: stage.phase,
      color: stage.color,
      freight: Object.values(stage.holds)
        .map((each) => each.alias)
        .join(', '),
    })),
  }));
}

export function stageDetail(world: World, board: Board, stage: Stage): StageDetail {
  const candidates = board.freight.freight.slice(0, 8).map((each): Candidate => {
    const available = each.availableTo.includes(stage.name);
    const upstream = stage.requests[0]?.stages ?? [];
    return {
      freight: each.name,
      alias: each.alias,
      available,
      reason: available ? '' : `it is not verified in ${upstream.join(', ')}`,
      warehouse: each.warehouse,
      discoveredAt: each.discoveredAt,
      from: each.availableFrom[stage.name] ?? null,
      held: Object.values(stage.holds).some((held) => held.freight === each.name),
      next: false,
    };
  });
  return {
    ...stage,
    candidates,
    history: world.history.get(stage.name) ?? [],
    verifications: world.verifications.get(stage.name) ?? [],
  };
}

/** A project as large as they get: for measuring, not for looking. */
export function createLargeWorld(now: number, warehouses: number, stagesEach: number): World {
  const world = createWorld(now);
  const base = storefront(now);
  const template = base.stages[1];
  if (template === undefined) {
    return world;
  }
  const board: Board = {
    ...base,
    project: { ...base.project, path: 'large', owner: '', name: 'large' },
    warehouses: Array.from({ length: warehouses }, (_, w) => ({ ...warehouse(), name: `wh-${String(w)}` })),
    stages: Array.from({ length: warehouses * stagesEach }, (_, index): Stage => {
      const w = Math.floor(index / stagesEach);
      const s = index % stagesEach;
      return {
        ...template,
        name: `s-${String(w)}-${String(s)}`,
        color: null,
        requests: [
          {
            warehouse: `wh-${String(w)}`,
            direct: s === 0,
            stages: s === 0 ? [] : [`s-${String(w)}-${String(s - 1)}`],
          },
        ],
      };
    }),
  };
  world.boards.set('large', board);
  return world;
}

export function freightDetail(world: World, board: Board, freight: Freight): FreightDetail {
  return {
    ...freight,
    metadata: { ticket: 'SHOP-4711', riskScore: 2 },
    availability: board.stages
      .filter((stage) => !stage.controlFlow)
      .map((stage) => {
        const available = freight.availableTo.includes(stage.name);
        const upstream = stage.requests[0]?.stages ?? [];
        return {
          stage: stage.name,
          available,
          reason: available ? '' : `it is not verified in ${upstream.join(', ')}`,
          from: freight.availableFrom[stage.name] ?? null,
        };
      }),
    promotions: [...world.promotions.values()].filter((each) => each.freight === freight.name),
  };
}

export function warehouseDetail(board: Board, warehouse: Warehouse): WarehouseDetail {
  return {
    name: warehouse.name,
    freightCreationPolicy: warehouse.freightCreationPolicy,
    freightCreationCriteria: '',
    intervalSeconds: 300,
    check: warehouse.check,
    subscriptions: warehouse.subscriptions.map((each, index) => ({
      ...each,
      error: '',
      versions: board.freight.freight.slice(0, 6).map((freight) => ({
        id: `${freight.name}-${String(index)}`,
        label:
          each.kind === 'git' ? (freight.commits[0]?.id.slice(0, 7) ?? '') : (freight.images[0]?.tag ?? ''),
        createdAt: freight.discoveredAt,
        commit: each.kind === 'git' ? (freight.commits[0] ?? null) : null,
        image: each.kind === 'image' ? (freight.images[0] ?? null) : null,
      })),
    })),
  };
}

export function verificationDetail(found: Verification): VerificationDetail {
  const at = Date.parse(found.startedAt);
  const values = [0.997, 0.995, 0.998, 0.991, 0.984, 0.996, 0.999, 0.998];
  return {
    ...found,
    actor: 'mira',
    metrics: [
      {
        name: 'success-rate',
        phase: found.phase,
        message: '',
        dryRun: false,
        count: values.length,
        successful: values.length - 1,
        failed: 1,
        inconclusive: 0,
        error: 0,
        successCondition: 'result >= 0.99',
        failureCondition: '',
        measurements: values.map((value, index) => ({
          phase: value < 0.99 ? 'Failed' : 'Successful',
          message: '',
          value: String(value),
          number: value,
          startedAt: new Date(at + index * MINUTE).toISOString(),
          finishedAt: new Date(at + index * MINUTE + 400).toISOString(),
        })),
      },
      {
        name: 'smoke',
        phase: found.phase,
        message: 'passed 12 of 12',
        dryRun: false,
        count: 1,
        successful: 1,
        failed: 0,
        inconclusive: 0,
        error: 0,
        successCondition: '',
        failureCondition: '',
        measurements: [
          {
            phase: 'Successful',
            message: '',
            value: 'passed',
            number: null,
            startedAt: found.startedAt,
            finishedAt: found.finishedAt,
          },
        ],
      },
    ],
  };
}

export function configurationInfo(board: Board, now: number): ConfigurationInfo {
  return {
    owner: board.project.owner,
    configJob: board.project.configJob,
    declared: board.project.declared,
    branch: 'main',
    manifests: '.kargo',
    runnerJob: board.project.runnerJob,
    runnerProblem: board.project.runnerProblem,
    promoters: { 'prod-eu': ['shop/storefront/main'], 'prod-us': ['shop/storefront/main'] },
    revisions: [0, 1, 2].map((index) => ({
      hash: hex(index + 3, 40),
      commit: hex(index + 77, 40),
      actor: index === 1 ? 'olivia' : 'mira',
      storedAt: new Date(now - (2 + index * 30) * HOUR).toISOString(),
      build: `shop/storefront/main#${String(218 - index * 7)}`,
    })),
  };
}

export function unknownBuild(): typeof NO_BUILD {
  return NO_BUILD;
}
