import type {
  Board,
  Event,
  Freight,
  Promotion,
  Stage,
  StageDetail,
  StagePhase,
  Verification,
} from '../../src/api/types';
import { HOUR, MINUTE, hex } from './made';
import { detailed } from './promotions';
import { storefront, warehouse } from './storefront';

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
      world.promotions.set(stage.promotion.name, detailed(stage.promotion));
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
        health: null,
        autoPromotion: { enabled: false, holds: [] },
      };
    }),
  };
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

const RELEASES = 200;

/** One release of a warehouse, verified everywhere but in its first hours. */
function released(
  like: Freight | undefined,
  index: number,
  warehouses: number,
  stagesEach: number,
  now: number,
): Freight | null {
  if (like === undefined) {
    return null;
  }
  const w = index % warehouses;
  const stages = Array.from({ length: stagesEach }, (_, s) => `s-${String(w)}-${String(s)}`);
  const at = new Date(now - index * MINUTE).toISOString();
  return {
    ...like,
    name: hex(index + 1000, 40),
    alias: `release-${String(index)}`,
    warehouse: `wh-${String(w)}`,
    discoveredAt: at,
    verifiedIn: Object.fromEntries(stages.map((stage) => [stage, at])),
    approvedFor: {},
    availableTo: stages,
    availableFrom: {},
  };
}

function heldBy(freight: Freight | undefined, warehouse: string): Stage['holds'] {
  return freight === undefined
    ? {}
    : { [warehouse]: { freight: freight.name, alias: freight.alias, since: freight.discoveredAt } };
}

/** A project as large as they get: for measuring, not for looking. */
export function createLargeWorld(now: number, warehouses: number, stagesEach: number): World {
  const world = createWorld(now);
  const base = storefront(now);
  const template = base.stages[1];
  if (template === undefined) {
    return world;
  }
  const freight = Array.from({ length: warehouses * RELEASES }, (_, index) =>
    released(base.freight.freight[index % base.freight.freight.length], index, warehouses, stagesEach, now),
  ).flatMap((each) => each ?? []);
  const board: Board = {
    ...base,
    project: { ...base.project, path: 'large', owner: '', name: 'large' },
    freight: { freight, next: null },
    warehouses: Array.from({ length: warehouses }, (_, w) => ({ ...warehouse(), name: `wh-${String(w)}` })),
    stages: Array.from({ length: warehouses * stagesEach }, (_, index): Stage => {
      const w = Math.floor(index / stagesEach);
      const s = index % stagesEach;
      return {
        ...template,
        name: `s-${String(w)}-${String(s)}`,
        color: null,
        holds: heldBy(freight[w + s * warehouses], `wh-${String(w)}`),
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
