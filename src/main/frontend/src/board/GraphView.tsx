import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Freight } from '../api/types';
import { useMessages } from '../i18n/context';
import { stageMark, type Focus } from '../model/freight';
import { graphOf, neighbour, shapeOf, stageId, warehouseId } from '../model/graph';
import { isMoving } from '../model/phases';
import { useOpenPanel } from '../routing/context';
import { useBoard } from './context';
import { edgeLooks, Edges } from './Edges';
import { GraphTools } from './GraphTools';
import { StageNode } from './StageNode';
import { useDrag } from './useDrag';
import { useZoom } from './useZoom';
import { WarehouseNode } from './WarehouseNode';

const MARGIN = 24;

interface Props {
  focus: Freight | null;
  onFocus: (focus: Focus) => void;
}

/** Warehouses and stages as a graph that can be scrolled, dragged, zoomed, searched, and walked with the arrow keys. */
export function GraphView({ focus, onFocus }: Props) {
  const m = useMessages();
  const { board } = useBoard();
  const open = useOpenPanel();
  const view = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState<string | null>(null);
  const shape = shapeOf(board.warehouses, board.stages);
  // The drawing depends on the shape alone, not on what the stages do at the moment.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const graph = useMemo(() => graphOf(board.warehouses, board.stages), [shape]);
  const zoom = useZoom(view, graph.width, MARGIN);
  const drag = useDrag();
  const marks = new Map(board.stages.map((stage) => [stageId(stage.name), stageMark(stage, focus)]));
  const moving = new Set(
    board.stages.filter((each) => isMoving(each.phase)).map((each) => stageId(each.name)),
  );
  const first = board.warehouses[0] === undefined ? null : warehouseId(board.warehouses[0].name);
  const active = last !== null && graph.boxes.has(last) ? last : first;
  const go = (id: string) => {
    const node = view.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"] button`);
    node?.focus();
    node?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-node]') : null;
    const next = from === null ? null : neighbour(graph, from.dataset.node ?? '', event.key);
    if (next !== null) {
      event.preventDefault();
      go(next);
    }
  };
  const size = { width: graph.width * zoom.scale, height: graph.height * zoom.scale };
  return (
    <div className="kgo-graph">
      <GraphTools
        zoom={zoom}
        onFind={(stage) => {
          go(stageId(stage));
        }}
      />
      {/* The group is walked with arrow keys that its nodes' buttons send up, and dragged by its ground. */}
      <div
        ref={view}
        className="kgo-graph__view"
        role="group"
        aria-label={m.stages.graphLabel}
        onKeyDown={onKeyDown}
        {...drag}
      >
        <div className="kgo-graph__sheet" style={size}>
          <div
            className="kgo-graph__scaled"
            style={{ width: graph.width, height: graph.height, scale: String(zoom.scale) }}
          >
            <Edges graph={graph} looks={edgeLooks(graph, marks, moving, focus?.warehouse ?? null)} />
            {board.warehouses.map((warehouse) => (
              <WarehouseNode
                key={warehouse.name}
                warehouse={warehouse}
                box={graph.boxes.get(warehouseId(warehouse.name))}
                faded={focus !== null && focus.warehouse !== warehouse.name}
                reachable={active === warehouseId(warehouse.name)}
                onReach={setLast}
                onOpen={open}
              />
            ))}
            {board.stages.map((stage) => (
              <StageNode
                key={stage.name}
                stage={stage}
                box={graph.boxes.get(stageId(stage.name))}
                mark={marks.get(stageId(stage.name)) ?? null}
                reachable={active === stageId(stage.name)}
                onReach={setLast}
                onFocus={onFocus}
                onOpen={open}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
