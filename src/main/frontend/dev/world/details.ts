import type {
  Board,
  Candidate,
  ConfigurationInfo,
  Freight,
  FreightDetail,
  ProjectSummary,
  Stage,
  StageDetail,
  Verification,
  VerificationDetail,
  Warehouse,
  WarehouseDetail,
} from '../../src/api/types';
import { HOUR, MINUTE, hex } from './made';
import type { World } from './world';

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
      health: stage.health?.status ?? null,
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
