import { useCallback, useMemo, useState } from 'react';
import type { Stage } from '../api/types';
import { collapse } from '../model/below';
import { graphOf, shapeOf, type Graph } from '../model/graph';
import { useStored } from '../ui/useStored';
import { useBoard } from './context';
import { useZoom, type Zoom } from './useZoom';

const MARGIN = 24;

export interface StageGraph {
  graph: Graph;
  /** Those that are drawn. */
  stages: readonly Stage[];
  /** Collapsed stages to how many are hidden behind them. */
  hidden: ReadonlyMap<string, number>;
  /** Hides what is behind a stage, or shows it again. */
  toggle: (stage: string) => void;
  zoom: Zoom;
  /** To be given to the element that shows the graph, as its ref. */
  setView: (view: HTMLElement | null) => void;
  /** Moves the focus, and with it the view, to a node. */
  go: (id: string) => void;
}

/** The drawing of a project's stages and how it is looked at. */
export function useStageGraph(): StageGraph {
  const { board } = useBoard();
  const [view, setView] = useState<HTMLElement | null>(null);
  const [collapsed, toggle] = useStored(`kargo.collapsed.${board.project.path}`);
  const { stages, hidden } = useMemo(() => collapse(board.stages, collapsed), [board.stages, collapsed]);
  const shape = shapeOf(board.warehouses, stages);
  // The drawing depends on the shape alone, not on what the stages do at the moment.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const graph = useMemo(() => graphOf(board.warehouses, stages), [shape]);
  const zoom = useZoom(view, graph.width + 2 * MARGIN, graph.height + 2 * MARGIN);
  const go = useCallback(
    (id: string) => {
      const node = view?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"] button`);
      node?.focus();
      node?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
    [view],
  );
  return { graph, stages, hidden, toggle, zoom, setView, go };
}
