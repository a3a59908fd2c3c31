import { memo } from 'react';
import type { Stage } from '../api/types';
import { edgeLooks, type EdgeLook } from '../model/edges';
import type { Graph } from '../model/graph';
import { usePointedFreight } from './pointing';

export const Edges = memo(function Edges({ graph, stages }: { graph: Graph; stages: readonly Stage[] }) {
  const looks = edgeLooks(graph, stages, usePointedFreight());
  return (
    <svg className="kgo-edges" width={graph.width} height={graph.height} aria-hidden="true">
      {graph.edges.map((edge, index) => (
        <Edge key={edge.key} path={edge.path} look={looks[index] ?? 'plain'} />
      ))}
    </svg>
  );
});

const Edge = memo(function Edge({ path, look }: { path: string; look: EdgeLook }) {
  return <path className={`kgo-edge kgo-edge--${look}`} d={path} />;
});
