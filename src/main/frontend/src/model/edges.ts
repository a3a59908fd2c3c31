import type { Freight, Stage } from '../api/types';
import { relation } from './freight';
import { stageId, warehouseId, type Graph } from './graph';
import { isMoving } from './phases';

/** While Freight is pointed at, plain ones fade by the style of what holds them. */
export type EdgeLook = 'plain' | 'moving' | 'open';

/** How each edge looks: while Freight is pointed at, only the ways that it may take stand out. */
export function edgeLooks(graph: Graph, stages: readonly Stage[], focus: Freight | null): EdgeLook[] {
  const byId = new Map(stages.map((stage) => [stageId(stage.name), stage]));
  return graph.edges.map((edge) => {
    const target = byId.get(edge.to);
    if (target === undefined) {
      return 'plain';
    }
    if (focus !== null) {
      return isOpen(edge.from, byId.get(edge.from), target, focus) ? 'open' : 'plain';
    }
    return isMoving(target.phase) && target.phase !== 'Verifying' ? 'moving' : 'plain';
  });
}

/** The Freight may go on, and has done what this way asks for: it comes from here, or is verified here. */
function isOpen(from: string, source: Stage | undefined, target: Stage, freight: Freight): boolean {
  const { kind } = relation(target, freight);
  if (kind !== 'available' && kind !== 'passes' && kind !== 'here') {
    return false;
  }
  if (source === undefined) {
    return from === warehouseId(freight.warehouse);
  }
  return source.controlFlow || freight.verifiedIn[source.name] !== undefined;
}
