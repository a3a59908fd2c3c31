import type { Board, Freight, FreightPage, Problem, PromotionPage, Stage } from '../src/api/types';
import {
  configurationInfo,
  freightDetail,
  stageDetail,
  summaries,
  verificationDetail,
  warehouseDetail,
} from './world/details';
import { diffOf } from './world/diff';
import { createLargeWorld, createWorld, type World } from './world/world';

export interface Reply {
  status: number;
  body: unknown;
}

export function worldOf(scenario: string, now: number): World {
  const world = scenario === 'large' ? createLargeWorld(now, 100, 6) : createWorld(now);
  if (scenario === 'empty') {
    world.boards.clear();
  }
  if (scenario === 'reader') {
    world.boards.forEach((board) => {
      board.permissions = { promote: false, approve: false, administer: false };
      board.stages.forEach((stage) => {
        if (stage.promotion?.approval !== undefined && stage.promotion.approval !== null) {
          stage.promotion.approval.mayAnswer = false;
          stage.promotion.approval.reason = 'reader is missing the Kargo/Approve permission';
        }
      });
    });
  }
  return world;
}

/** Answers as the controller's API would, from the given world. */
export function answer(
  world: World,
  method: string,
  path: string,
  query: URLSearchParams,
  body: string,
): Reply {
  if (path === '/projects') {
    return { status: 200, body: { projects: summaries(world) } };
  }
  const [, project = '', rest = ''] = /^\/projects\/(.+?)\/-\/(.*)$/.exec(path) ?? [];
  const board = world.boards.get(project.split('/').map(decodeURIComponent).join('/'));
  if (board === undefined) {
    return problem(404, `There is no project '${project}'`);
  }
  const segments = rest.split('/').map(decodeURIComponent);
  return method === 'POST'
    ? act(world, board, segments, JSON.parse(body === '' ? '{}' : body) as Record<string, string>)
    : read(world, board, segments, query);
}

function read(world: World, board: Board, [kind = '', name, part]: string[], query: URLSearchParams): Reply {
  switch (kind) {
    case 'board':
      return { status: 200, body: { ...board, freight: paged(board.freight.freight, query) } };
    case 'events':
      return { status: 200, body: { events: world.events, next: null } };
    case 'configuration':
      return { status: 200, body: configurationInfo(board, Date.now()) };
    case 'warehouses': {
      const found = board.warehouses.find((each) => each.name === name);
      return found === undefined
        ? problem(404, `There is no warehouse '${name ?? ''}'`)
        : { status: 200, body: warehouseDetail(board, found) };
    }
    case 'verifications': {
      const found = board.stages.flatMap((each) => each.verification ?? []).find((each) => each.id === name);
      return found === undefined
        ? problem(404, `There is no verification '${name ?? ''}'`)
        : { status: 200, body: verificationDetail(found) };
    }
    case 'stages': {
      const stage = board.stages.find((each) => each.name === name);
      return stage === undefined
        ? problem(404, `There is no stage '${name ?? ''}'`)
        : { status: 200, body: stageDetail(world, board, stage) };
    }
    case 'promotions': {
      if (name !== undefined) {
        const found = world.promotions.get(name);
        return found === undefined
          ? problem(404, `There is no promotion '${name}'`)
          : { status: 200, body: part === 'diff' ? diffOf(found) : found };
      }
      const wanted = query.get('stage');
      const page: PromotionPage = {
        promotions: [...world.promotions.values()].filter((each) => wanted === null || each.stage === wanted),
        next: null,
      };
      return { status: 200, body: page };
    }
    case 'freight': {
      if (name === undefined) {
        return { status: 200, body: paged(filtered(board.freight.freight, query), query) };
      }
      const found = board.freight.freight.find((each) => each.name === name || each.alias === name);
      return found === undefined
        ? problem(404, `There is no Freight '${name}'`)
        : { status: 200, body: freightDetail(world, board, found) };
    }
    default:
      return problem(404, 'There is nothing here');
  }
}

function paged(freight: readonly Freight[], query: URLSearchParams): FreightPage {
  const limit = Number(query.get('limit') ?? 50);
  const begin = freight.findIndex((each) => each.name === query.get('before')) + 1;
  const page = freight.slice(begin, begin + limit);
  return { freight: page, next: page.length < limit ? null : (page[limit - 1]?.name ?? null) };
}

function filtered(freight: readonly Freight[], query: URLSearchParams): Freight[] {
  const text = (query.get('artifact') ?? '').toLowerCase();
  const from = query.get('from') ?? '';
  const warehouse = query.get('warehouse') ?? '';
  return freight.filter(
    (each) =>
      JSON.stringify([each.alias, each.commits, each.images, each.charts]).toLowerCase().includes(text) &&
      each.discoveredAt >= from &&
      (warehouse === '' || each.warehouse === warehouse),
  );
}

function act(world: World, board: Board, [kind, name, verb]: string[], body: Record<string, string>): Reply {
  world.version += 1;
  if (kind === 'promotions' && name === undefined) {
    const request = {
      id: `r${String(world.version)}`,
      stage: body.stage ?? '',
      freight: body.freight ?? '',
      actor: world.user,
      createdAt: new Date().toISOString(),
    };
    board.requests.push(request);
    return { status: 202, body: request };
  }
  const promotion = world.promotions.get(name ?? '');
  if (kind === 'promotions' && promotion !== undefined) {
    if (verb === 'approve' || verb === 'reject') {
      promotion.answers.push({
        step: promotion.approval?.step ?? '',
        user: world.user,
        approved: verb === 'approve',
        comment: body.comment ?? '',
        at: new Date().toISOString(),
      });
      promotion.approval = null;
      promotion.waitingFor = '';
    }
    return { status: 200, body: promotion };
  }
  const freight = board.freight.freight.find((each) => each.name === name);
  if (kind === 'freight' && freight !== undefined) {
    if (verb === 'alias') {
      const alias = body.alias ?? '';
      if (!/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/.test(alias)) {
        return problem(400, `'${alias}' is not an alias`);
      }
      freight.alias = alias;
    } else {
      const stage = body.stage ?? '';
      freight.approvedFor[stage] = { at: new Date().toISOString(), actor: world.user };
      freight.availableTo.push(stage);
    }
    return { status: 200, body: freight };
  }
  const stage = kind === 'stages' ? board.stages.find((each) => each.name === name) : undefined;
  if (stage !== undefined) {
    return onStage(world, board, stage, verb ?? '', body);
  }
  if (kind === 'warehouses') {
    return verb === 'freight'
      ? { status: 201, body: board.freight.freight[0] }
      : { status: 202, body: board.warehouses.find((each) => each.name === name) };
  }
  return problem(404, 'There is nothing to POST here');
}

function onStage(
  world: World,
  board: Board,
  stage: Stage,
  verb: string,
  body: Record<string, string>,
): Reply {
  const requested = (to: string) => ({
    id: `r${String(world.version)}-${to}`,
    stage: to,
    freight: body.freight ?? '',
    actor: world.user,
    createdAt: new Date().toISOString(),
  });
  switch (verb) {
    case 'hold':
      stage.autoPromotion = {
        enabled: stage.autoPromotion.enabled,
        holds: stage.requests.map((each) => ({
          warehouse: each.warehouse,
          actor: world.user,
          reason: body.reason ?? '',
          at: new Date().toISOString(),
        })),
      };
      return { status: 200, body: stageDetail(world, board, stage) };
    case 'resume':
      stage.autoPromotion = { enabled: stage.autoPromotion.enabled, holds: [] };
      return { status: 200, body: stageDetail(world, board, stage) };
    case 'downstream': {
      const requests = board.stages
        .filter((each) => each.requests.some((request) => request.stages.includes(stage.name)))
        .map((each) => requested(each.name));
      board.requests.push(...requests);
      return { status: 202, body: { requests, refused: [] } };
    }
    case 'rollback':
      board.requests.push(requested(stage.name));
      return { status: 202, body: requested(stage.name) };
    default:
      return { status: 202, body: stage.verification };
  }
}

function problem(status: number, detail: string): Reply {
  const body: Problem = { type: 'about:blank', title: 'Problem', status, detail };
  return { status, body };
}
