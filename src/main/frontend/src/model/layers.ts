/**
 * A layered drawing of a directed graph, left to right, after Sugiyama: longest-path layers, long edges split by
 * waypoints, order by barycentres, and places that come as close to their neighbours' as the gaps allow.
 */
export interface LayoutNode {
  id: string;
  width: number;
  height: number;
}

export interface LayoutEdge {
  from: string;
  to: string;
}

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  id: string;
  width: number;
  height: number;
  layer: number;
}

export interface Drawing {
  width: number;
  height: number;
  boxes: ReadonlyMap<string, Box>;
  /** In the order of the edges given; each begins at the right side of a box and ends at the left side of another. */
  routes: { from: string; to: string; points: Point[] }[];
}

export interface Spacing {
  column: number;
  row: number;
}

interface Vertex {
  id: string;
  width: number;
  height: number;
  layer: number;
  order: number;
  /** The middle. */
  y: number;
  before: Vertex[];
  after: Vertex[];
  waypoint: boolean;
}

const SWEEPS = 8;
const WAYPOINT_HEIGHT = 8;

export function draw(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[], spacing: Spacing): Drawing {
  const vertices = new Map(nodes.map((node) => [node.id, vertex(node, false)]));
  const forward = withoutCycles(nodes, edges);
  assignLayers(vertices, forward);
  const chains = forward.map((edge) => chain(vertices, edge));
  const all = [...vertices.values(), ...chains.flatMap((each) => each.slice(1, -1))];
  const layers = toLayers(all);
  order(layers);
  place(layers, spacing.row);
  return measure(layers, vertices, forward, chains, spacing);
}

function vertex(node: LayoutNode, waypoint: boolean): Vertex {
  return { ...node, layer: 0, order: 0, y: 0, before: [], after: [], waypoint };
}

/** Leaves out what closes a circle and what leads nowhere, so that the rest can be layered whatever comes in. */
function withoutCycles(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): LayoutEdge[] {
  const ids = new Set(nodes.map((node) => node.id));
  const outgoing = new Map<string, LayoutEdge[]>();
  for (const edge of edges) {
    if (ids.has(edge.from) && ids.has(edge.to) && edge.from !== edge.to) {
      outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge]);
    }
  }
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<LayoutEdge>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const edge of outgoing.get(id) ?? []) {
      const reached = state.get(edge.to);
      if (reached === 'open') {
        back.add(edge);
      } else if (reached === undefined) {
        visit(edge.to);
      }
    }
    state.set(id, 'done');
  };
  nodes.forEach((node) => {
    if (!state.has(node.id)) {
      visit(node.id);
    }
  });
  return edges.filter((edge) => outgoing.get(edge.from)?.includes(edge) === true && !back.has(edge));
}

function assignLayers(vertices: ReadonlyMap<string, Vertex>, edges: readonly LayoutEdge[]): void {
  const outgoing = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const edge of edges) {
    outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge.to]);
    waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
  }
  const ready = [...vertices.values()].filter((each) => !waiting.has(each.id));
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    for (const id of outgoing.get(next.id) ?? []) {
      const target = vertices.get(id);
      if (target !== undefined) {
        target.layer = Math.max(target.layer, next.layer + 1);
        const left = (waiting.get(id) ?? 0) - 1;
        waiting.set(id, left);
        if (left === 0) {
          ready.push(target);
        }
      }
    }
  }
}

/** The vertices of an edge with a waypoint in every layer that it crosses. */
function chain(vertices: ReadonlyMap<string, Vertex>, edge: LayoutEdge): Vertex[] {
  const from = vertices.get(edge.from);
  const to = vertices.get(edge.to);
  if (from === undefined || to === undefined) {
    return [];
  }
  const all = [from];
  for (let layer = from.layer + 1; layer < to.layer; layer++) {
    const id = `${edge.from}\u0000${edge.to}\u0000${String(layer)}`;
    all.push({ ...vertex({ id, width: 0, height: WAYPOINT_HEIGHT }, true), layer });
  }
  all.push(to);
  for (let index = 1; index < all.length; index++) {
    const left = all[index - 1];
    const right = all[index];
    if (left !== undefined && right !== undefined) {
      left.after.push(right);
      right.before.push(left);
    }
  }
  return all;
}

function toLayers(all: readonly Vertex[]): Vertex[][] {
  const layers: Vertex[][] = [];
  for (const each of all) {
    const layer = (layers[each.layer] ??= []);
    each.order = layer.length;
    layer.push(each);
  }
  return Array.from(layers, (layer) => (layer as Vertex[] | undefined) ?? []);
}

function order(layers: Vertex[][]): void {
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(layers);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (const layer of down ? layers : [...layers].reverse()) {
      sortByBarycentre(layer, down ? (each) => each.before : (each) => each.after);
    }
    const now = crossings(layers);
    if (now < fewest) {
      fewest = now;
      best = layers.map((layer) => [...layer]);
    }
  }
  best.forEach((layer, index) => {
    layers[index] = layer;
    number(layer);
  });
}

function sortByBarycentre(layer: Vertex[], neighbours: (each: Vertex) => Vertex[]): void {
  const keys = new Map(
    layer.map((each) => [each, mean(neighbours(each).map((other) => other.order)) ?? each.order]),
  );
  layer.sort((one, other) => (keys.get(one) ?? 0) - (keys.get(other) ?? 0) || one.order - other.order);
  number(layer);
}

function number(layer: readonly Vertex[]): void {
  layer.forEach((each, index) => {
    each.order = index;
  });
}

/** How often edges between neighbouring layers cross: the inversions among their ends. */
function crossings(layers: readonly Vertex[][]): number {
  let count = 0;
  for (const layer of layers) {
    const ends = layer.flatMap((each) => each.after.map((other) => other.order).sort((a, b) => a - b));
    count += inversions(ends);
  }
  return count;
}

function inversions(values: readonly number[]): number {
  const tree = new Array<number>(Math.max(0, ...values) + 2).fill(0);
  let count = 0;
  values.forEach((value, seen) => {
    let notGreater = 0;
    for (let at = value + 1; at > 0; at -= at & -at) {
      notGreater += tree[at] ?? 0;
    }
    count += seen - notGreater;
    for (let at = value + 1; at < tree.length; at += at & -at) {
      tree[at] = (tree[at] ?? 0) + 1;
    }
  });
  return count;
}

function place(layers: readonly Vertex[][], gap: number): void {
  for (const layer of layers) {
    settle(layer, gap, (each) => each.order * (each.height + gap));
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    for (const layer of down ? layers : [...layers].reverse()) {
      settle(layer, gap, (each) => wish(each, down));
    }
  }
  for (const layer of layers) {
    settle(layer, gap, (each) => mean([...each.before, ...each.after].map((other) => other.y)) ?? each.y);
  }
}

function wish(each: Vertex, down: boolean): number {
  const first = down ? each.before : each.after;
  const second = down ? each.after : each.before;
  return mean((first.length > 0 ? first : second).map((other) => other.y)) ?? each.y;
}

/**
 * Gives a layer the places nearest to what each wishes (least squares) while order and gaps are kept: isotonic regression
 * by pooling adjacent violators, on places from which the least distances are taken off.
 */
function settle(layer: readonly Vertex[], gap: number, wished: (each: Vertex) => number): void {
  const offsets: number[] = [];
  let offset = 0;
  layer.forEach((each, index) => {
    const above = layer[index - 1];
    if (above !== undefined) {
      offset += (above.height + each.height) / 2 + (above.waypoint || each.waypoint ? gap / 2 : gap);
    }
    offsets.push(offset);
  });
  const pools: { sum: number; count: number }[] = [];
  layer.forEach((each, index) => {
    let pool = { sum: wished(each) - (offsets[index] ?? 0), count: 1 };
    for (let last = pools.pop(); last !== undefined; last = pools.pop()) {
      if (last.sum / last.count <= pool.sum / pool.count) {
        pools.push(last);
        break;
      }
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  });
  let index = 0;
  for (const pool of pools) {
    for (let left = pool.count; left > 0; left--) {
      const each = layer[index];
      if (each !== undefined) {
        each.y = pool.sum / pool.count + (offsets[index] ?? 0);
      }
      index++;
    }
  }
}

function measure(
  layers: readonly Vertex[][],
  vertices: ReadonlyMap<string, Vertex>,
  edges: readonly LayoutEdge[],
  chains: readonly Vertex[][],
  spacing: Spacing,
): Drawing {
  const widths = layers.map((layer) => Math.max(0, ...layer.map((each) => each.width)));
  const lefts: number[] = [];
  widths.reduce((left, width) => {
    lefts.push(left);
    return left + width + spacing.column;
  }, 0);
  const all = layers.flat();
  const top = Math.min(0, ...all.map((each) => each.y - each.height / 2));
  const boxes = new Map(
    [...vertices.values()].map((each) => [
      each.id,
      {
        id: each.id,
        x: lefts[each.layer] ?? 0,
        y: Math.round(each.y - each.height / 2 - top),
        width: each.width,
        height: each.height,
        layer: each.layer,
      },
    ]),
  );
  const highest = Math.min(...[...boxes.values()].map((box) => box.y), Infinity);
  const shift = Number.isFinite(highest) ? highest : 0;
  boxes.forEach((box) => {
    box.y -= shift;
  });
  const routes = chains.map((each, index) => ({
    from: edges[index]?.from ?? '',
    to: edges[index]?.to ?? '',
    points: waypoints(each, lefts, widths, top + shift),
  }));
  return {
    width: (lefts[lefts.length - 1] ?? 0) + (widths[widths.length - 1] ?? 0),
    height: Math.max(0, ...[...boxes.values()].map((box) => box.y + box.height)),
    boxes,
    routes,
  };
}

function waypoints(
  chained: readonly Vertex[],
  lefts: readonly number[],
  widths: readonly number[],
  top: number,
): Point[] {
  return chained.flatMap((each, index) => {
    const y = Math.round(each.y - top);
    const left = lefts[each.layer] ?? 0;
    const right = left + (widths[each.layer] ?? 0);
    if (each.waypoint) {
      return [
        { x: left, y },
        { x: right, y },
      ];
    }
    return [{ x: index === 0 ? left + each.width : left, y }];
  });
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
