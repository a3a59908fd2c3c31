import type { Stage, Warehouse } from '../api/types';
import { draw, type Box, type Drawing, type LayoutEdge, type Point } from './layers';

export const STAGE_WIDTH = 216;
export const STAGE_HEIGHT = 124;
export const FLOW_HEIGHT = 64;
export const WAREHOUSE_WIDTH = 200;
const WAREHOUSE_HEAD = 56;
const SUBSCRIPTION_HEIGHT = 24;
const SPACING = { column: 64, row: 28 };
const CORNER = 0.5;

/** More subscriptions than this are counted, not listed. */
export const MOST_SUBSCRIPTIONS = 4;

export interface GraphEdge {
  key: string;
  from: string;
  to: string;
  /** Warehouses whose Freight takes this way. */
  origins: string[];
  path: string;
}

export interface Graph {
  width: number;
  height: number;
  boxes: ReadonlyMap<string, Box>;
  edges: GraphEdge[];
}

export function stageId(name: string): string {
  return `stage:${name}`;
}

export function warehouseId(name: string): string {
  return `warehouse:${name}`;
}

/** A text that is the same as long as the drawing would be: what a stage does now is not in it. */
export function shapeOf(warehouses: readonly Warehouse[], stages: readonly Stage[]): string {
  return JSON.stringify([
    warehouses.map((each) => [each.name, each.subscriptions.length]),
    stages.map((each) => [each.name, each.controlFlow, each.requests]),
  ]);
}

/** Warehouses and stages with the ways that Freight takes between them. */
export function graphOf(warehouses: readonly Warehouse[], stages: readonly Stage[]): Graph {
  const nodes = [
    ...warehouses.map((each) => ({
      id: warehouseId(each.name),
      width: WAREHOUSE_WIDTH,
      height: warehouseHeight(each.subscriptions.length),
    })),
    ...stages.map((each) => ({
      id: stageId(each.name),
      width: STAGE_WIDTH,
      height: each.controlFlow ? FLOW_HEIGHT : STAGE_HEIGHT,
    })),
  ];
  const origins = ways(stages);
  const edges = [...origins.keys()].map(toEdge);
  const drawing = draw(nodes, edges, SPACING);
  return {
    width: drawing.width,
    height: drawing.height,
    boxes: drawing.boxes,
    edges: graphEdges(drawing, origins),
  };
}

export function warehouseHeight(subscriptions: number): number {
  const lines = Math.min(subscriptions, MOST_SUBSCRIPTIONS) + (subscriptions > MOST_SUBSCRIPTIONS ? 1 : 0);
  return WAREHOUSE_HEAD + Math.max(1, lines) * SUBSCRIPTION_HEIGHT;
}

/** From-to pairs with the warehouses whose Freight goes there. */
function ways(stages: readonly Stage[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  const add = (from: string, to: string, origin: string) => {
    const key = JSON.stringify([from, to]);
    map.set(key, [...(map.get(key) ?? []), origin]);
  };
  for (const stage of stages) {
    for (const request of stage.requests) {
      if (request.direct) {
        add(warehouseId(request.warehouse), stageId(stage.name), request.warehouse);
      }
      request.stages.forEach((upstream) => {
        add(stageId(upstream), stageId(stage.name), request.warehouse);
      });
    }
  }
  return map;
}

function toEdge(key: string): LayoutEdge {
  const [from, to] = JSON.parse(key) as [string, string];
  return { from, to };
}

function graphEdges(drawing: Drawing, origins: ReadonlyMap<string, string[]>): GraphEdge[] {
  return drawing.routes.map(({ from, to, points }) => {
    const key = JSON.stringify([from, to]);
    return { key, from, to, origins: origins.get(key) ?? [], path: curve(points) };
  });
}

/** A line through the points that leaves and arrives level. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) {
    return '';
  }
  let last = first;
  let path = `M${String(first.x)} ${String(first.y)}`;
  for (const point of rest) {
    if (point.y === last.y) {
      path += `H${String(point.x)}`;
    } else {
      const bend = (point.x - last.x) * CORNER;
      path += `C${String(last.x + bend)} ${String(last.y)} ${String(point.x - bend)} ${String(point.y)} ${String(point.x)} ${String(point.y)}`;
    }
    last = point;
  }
  return path;
}

/** The node that an arrow key leads to: along the flow, or to the next one above or below; null when there is none. */
export function neighbour(graph: Graph, from: string, key: string): string | null {
  const box = graph.boxes.get(from);
  if (box === undefined) {
    return null;
  }
  switch (key) {
    case 'ArrowRight':
      return nearest(
        box,
        linked(graph, (edge) => (edge.from === from ? edge.to : null)),
      );
    case 'ArrowLeft':
      return nearest(
        box,
        linked(graph, (edge) => (edge.to === from ? edge.from : null)),
      );
    case 'ArrowDown':
      return nearest(
        box,
        column(graph, box, (other) => other.y > box.y),
      );
    case 'ArrowUp':
      return nearest(
        box,
        column(graph, box, (other) => other.y < box.y),
      );
    default:
      return null;
  }
}

function linked(graph: Graph, end: (edge: GraphEdge) => string | null): Box[] {
  return graph.edges.flatMap((edge) => graph.boxes.get(end(edge) ?? '') ?? []);
}

function column(graph: Graph, box: Box, wanted: (other: Box) => boolean): Box[] {
  return [...graph.boxes.values()].filter((other) => other.layer === box.layer && wanted(other));
}

function nearest(box: Box, others: readonly Box[]): string | null {
  const middle = (each: Box) => each.y + each.height / 2;
  let best: Box | null = null;
  for (const other of others) {
    if (best === null || Math.abs(middle(other) - middle(box)) < Math.abs(middle(best) - middle(box))) {
      best = other;
    }
  }
  return best?.id ?? null;
}
