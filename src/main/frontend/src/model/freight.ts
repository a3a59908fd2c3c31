import type { Freight, Stage } from '../api/types';
import { artifactLines } from './artifacts';

/** Freight to the stages that hold it now. The stages are the truth: a page of Freight may be older than they are. */
export function holders(stages: readonly Stage[]): ReadonlyMap<string, string[]> {
  const map = new Map<string, string[]>();
  for (const stage of stages) {
    for (const held of Object.values(stage.holds)) {
      const names = map.get(held.freight) ?? [];
      names.push(stage.name);
      map.set(held.freight, names);
    }
  }
  return map;
}

/** A stage holds it, did verify it or was approved for it. */
export function isUsed(freight: Freight, heldBy: ReadonlyMap<string, string[]>): boolean {
  return (
    heldBy.has(freight.name) ||
    Object.keys(freight.currentlyIn).length > 0 ||
    Object.keys(freight.verifiedIn).length > 0 ||
    Object.keys(freight.approvedFor).length > 0
  );
}

/** Names of stages as the stages are declared, those that are no more last. */
export function inOrder(names: readonly string[], stages: readonly Pick<Stage, 'name'>[]): string[] {
  const known = new Set(names);
  const declared = stages.map((stage) => stage.name).filter((name) => known.delete(name));
  return [...declared, ...known];
}

export interface FreightFilter {
  text: string;
  /** Empty for all. */
  warehouse: string;
  span: Span;
}

/** How far back to look. */
export type Span = 'any' | 'hour' | 'day' | 'week' | 'month';

export const NO_FILTER: FreightFilter = { text: '', warehouse: '', span: 'any' };

const HOUR = 3_600_000;
const SPANS: Record<Span, number> = {
  any: Number.POSITIVE_INFINITY,
  hour: HOUR,
  day: 24 * HOUR,
  week: 7 * 24 * HOUR,
  month: 30 * 24 * HOUR,
};

/** The query for Freight that passes, of all that there is; null when everything passes. */
export function freightQuery(filter: FreightFilter, now: number): string | null {
  const query = new URLSearchParams();
  const text = filter.text.trim();
  if (text !== '') {
    query.set('artifact', text);
  }
  if (filter.warehouse !== '') {
    query.set('warehouse', filter.warehouse);
  }
  if (filter.span !== 'any') {
    query.set('from', new Date(now - SPANS[filter.span]).toISOString());
  }
  return query.size === 0 ? null : query.toString();
}

export function matches(freight: Freight, filter: FreightFilter, now: number): boolean {
  if (now - Date.parse(freight.discoveredAt) > SPANS[filter.span]) {
    return false;
  }
  if (filter.warehouse !== '' && freight.warehouse !== filter.warehouse) {
    return false;
  }
  const text = filter.text.trim().toLowerCase();
  if (text === '') {
    return true;
  }
  const words = [
    freight.alias,
    freight.name,
    ...artifactLines(freight).flatMap((line) => [line.source, line.version, line.exact, line.note]),
  ];
  return words.some((word) => word.toLowerCase().includes(text));
}

/** A piece of Freight in the timeline, or a run of unused ones that is folded into one place. */
export type TimelineItem =
  { kind: 'freight'; key: string; freight: Freight } | { kind: 'folded'; key: string; freight: Freight[] };

export function timelineItems(
  freight: readonly Freight[],
  used: (each: Freight) => boolean,
  fold: boolean,
): TimelineItem[] {
  const items: TimelineItem[] = [];
  for (const each of freight) {
    const last = items[items.length - 1];
    if (!fold || used(each)) {
      items.push({ kind: 'freight', key: each.name, freight: each });
    } else if (last?.kind === 'folded') {
      last.freight.push(each);
    } else {
      items.push({ kind: 'folded', key: `folded-${each.name}`, freight: [each] });
    }
  }
  return items;
}

/** The live first page and the older ones behind it, without doubles when Freight moved from one to the other. */
export function joinPages(first: readonly Freight[], older: readonly Freight[]): Freight[] {
  const known = new Set(first.map((freight) => freight.name));
  return [...first, ...older.filter((freight) => !known.has(freight.name))];
}

/** What one stage and one piece of Freight have to do with each other, in the order of what matters most. */
export type Relation =
  | { kind: 'here'; since: string }
  | { kind: 'available'; verifiedAt: string | null; approvedBy: string | null }
  | { kind: 'passes' }
  | { kind: 'notRequested' }
  | { kind: 'mustBeVerified'; stages: string[]; verifiedAt: string | null }
  | { kind: 'soaking'; stages: string[]; verifiedAt: string | null; from: string | null };

export function relation(stage: Stage, freight: Freight): Relation {
  const held = Object.values(stage.holds).find((each) => each.freight === freight.name);
  if (held !== undefined) {
    return { kind: 'here', since: held.since };
  }
  const request = stage.requests.find((each) => each.warehouse === freight.warehouse);
  if (request === undefined) {
    return { kind: 'notRequested' };
  }
  if (stage.controlFlow) {
    return { kind: 'passes' };
  }
  const verifiedAt = freight.verifiedIn[stage.name] ?? null;
  if (freight.availableTo.includes(stage.name)) {
    return { kind: 'available', verifiedAt, approvedBy: freight.approvedFor[stage.name]?.actor ?? null };
  }
  const missing = request.stages.filter((upstream) => freight.verifiedIn[upstream] === undefined);
  return missing.length === 0
    ? {
        kind: 'soaking',
        stages: request.stages,
        verifiedAt,
        from: freight.availableFrom[stage.name] ?? null,
      }
    : { kind: 'mustBeVerified', stages: missing, verifiedAt };
}

/** What is pointed at: a piece of Freight, or a stage. */
export type Focus = { kind: 'freight' | 'stage'; name: string } | null;

/** How something looks while something else is pointed at. */
export type Mark = 'here' | 'may' | 'no' | null;

export function stageMark(stage: Stage, focus: Freight | null): Mark {
  if (focus === null) {
    return null;
  }
  const { kind } = relation(stage, focus);
  return kind === 'here' ? 'here' : kind === 'available' ? 'may' : 'no';
}

export function freightMark(freight: Freight, focus: Stage | null): Mark {
  if (focus === null) {
    return null;
  }
  const { kind } = relation(focus, freight);
  return kind === 'here' ? 'here' : kind === 'available' ? 'may' : 'no';
}
