import type { Stage } from '../api/types';

/** The stages that take Freight from this one: directly, or through stages that only pass it on. */
export function downstreamOf(stage: Pick<Stage, 'name'>, stages: readonly Stage[]): Stage[] {
  const found: Stage[] = [];
  const seen = new Set([stage.name]);
  const waiting = [stage.name];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    for (const each of stages) {
      if (!seen.has(each.name) && takesFrom(each, name)) {
        seen.add(each.name);
        if (each.controlFlow) {
          waiting.push(each.name);
        } else {
          found.push(each);
        }
      }
    }
  }
  return found;
}

/**
 * The stages that are left when everything behind the collapsed ones is put away, and for each collapsed one how many
 * went with it. A stage that something else still leads to stays.
 */
export function collapse(
  stages: readonly Stage[],
  collapsed: ReadonlySet<string>,
): { stages: readonly Stage[]; hidden: ReadonlyMap<string, number> } {
  if (collapsed.size === 0) {
    return { stages, hidden: new Map() };
  }
  const below = new Map<string, Stage[]>();
  for (const stage of stages) {
    for (const upstream of stage.requests.flatMap((request) => request.stages)) {
      below.set(upstream, [...(below.get(upstream) ?? []), stage]);
    }
  }
  const kept = new Set<string>();
  const waiting = stages.filter((stage) => stage.requests.some((request) => request.direct));
  for (let stage = waiting.pop(); stage !== undefined; stage = waiting.pop()) {
    if (!kept.has(stage.name)) {
      kept.add(stage.name);
      if (!collapsed.has(stage.name)) {
        waiting.push(...(below.get(stage.name) ?? []));
      }
    }
  }
  const hidden = new Map<string, number>();
  for (const name of collapsed) {
    if (kept.has(name)) {
      hidden.set(name, countBelow(name, below, kept));
    }
  }
  return { stages: stages.filter((stage) => kept.has(stage.name)), hidden };
}

/** Names of the stages that others take Freight from. */
export function withStagesBehind(stages: readonly Stage[]): ReadonlySet<string> {
  return new Set(stages.flatMap((stage) => stage.requests.flatMap((request) => request.stages)));
}

function countBelow(
  name: string,
  below: ReadonlyMap<string, readonly Stage[]>,
  kept: ReadonlySet<string>,
): number {
  const seen = new Set<string>();
  const waiting = [...(below.get(name) ?? [])];
  for (let stage = waiting.pop(); stage !== undefined; stage = waiting.pop()) {
    if (!kept.has(stage.name) && !seen.has(stage.name)) {
      seen.add(stage.name);
      waiting.push(...(below.get(stage.name) ?? []));
    }
  }
  return seen.size;
}

function takesFrom(stage: Stage, upstream: string): boolean {
  return stage.requests.some((request) => request.stages.includes(upstream));
}
