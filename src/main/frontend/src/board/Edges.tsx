import type { EdgeLook } from '../model/edges';
import type { Graph } from '../model/graph';

export function Edges({ graph, looks }: { graph: Graph; looks: readonly EdgeLook[] }) {
  return (
    <svg className="kgo-edges" width={graph.width} height={graph.height} aria-hidden="true">
      {graph.edges.map((edge, index) => (
        <path key={edge.key} className={`kgo-edge kgo-edge--${looks[index] ?? 'plain'}`} d={edge.path} />
      ))}
    </svg>
  );
}
