import type { Mark } from '../model/freight';
import type { Graph, GraphEdge } from '../model/graph';

export type EdgeLook = 'plain' | 'moving' | 'open' | 'faded';

/** How each edge looks: while Freight is pointed at, only the ways that it may take stand out. */
export function edgeLooks(
  graph: Graph,
  marks: ReadonlyMap<string, Mark>,
  moving: ReadonlySet<string>,
  warehouse: string | null,
): EdgeLook[] {
  return graph.edges.map((edge) => {
    if (warehouse !== null) {
      return marks.get(edge.to) === 'may' && edge.origins.includes(warehouse) ? 'open' : 'faded';
    }
    return moving.has(edge.to) ? 'moving' : 'plain';
  });
}

export function Edges({ graph, looks }: { graph: Graph; looks: readonly EdgeLook[] }) {
  return (
    <svg className="kgo-edges" width={graph.width} height={graph.height} aria-hidden="true">
      {graph.edges.map((edge, index) => (
        <Edge key={edge.key} edge={edge} look={looks[index] ?? 'plain'} />
      ))}
    </svg>
  );
}

function Edge({ edge, look }: { edge: GraphEdge; look: EdgeLook }) {
  return (
    <g className={`kgo-edge kgo-edge--${look}`}>
      <path className="kgo-edge__line" d={edge.path} />
    </g>
  );
}
