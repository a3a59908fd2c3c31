import { useMemo, useState, type KeyboardEvent } from 'react';
import type { Freight } from '../api/types';
import { useMessages } from '../i18n/context';
import { edgeLooks } from '../model/edges';
import { stageMark, type Focus } from '../model/freight';
import { withStagesBehind } from '../model/below';
import { neighbour, stageId, warehouseId } from '../model/graph';
import { useOpenPanel } from '../routing/context';
import { useBoard } from './context';
import { Edges } from './Edges';
import { StageNode } from './StageNode';
import { useDrag } from './useDrag';
import type { StageGraph } from './useStageGraph';
import { WarehouseNode } from './WarehouseNode';

interface Props {
  shown: StageGraph;
  focus: Freight | null;
  onFocus: (focus: Focus) => void;
}

/** Warehouses and stages as a graph that can be scrolled, dragged and zoomed, and walked with the arrow keys. */
export function GraphView({ shown, focus, onFocus }: Props) {
  const m = useMessages();
  const { board } = useBoard();
  const open = useOpenPanel();
  const [last, setLast] = useState<string | null>(null);
  const drag = useDrag();
  const { graph, stages, hidden, toggle, zoom, setView, go } = shown;
  const above = useMemo(() => withStagesBehind(board.stages), [board.stages]);
  const first = graph.boxes.keys().next().value ?? null;
  const active = last !== null && graph.boxes.has(last) ? last : first;
  const onKeyDown = (event: KeyboardEvent) => {
    const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-node]') : null;
    const next = from === null ? null : neighbour(graph, from.dataset.node ?? '', event.key);
    if (next !== null) {
      event.preventDefault();
      go(next);
    }
  };
  const size = { width: graph.width, height: graph.height };
  return (
    <div className="kgo-graph">
      <div
        ref={setView}
        className="kgo-graph__view"
        role="group"
        aria-label={m.stages.graphLabel}
        onKeyDown={onKeyDown}
        {...drag}
      >
        <div
          className="kgo-graph__sheet"
          style={{ width: size.width * zoom.scale, height: size.height * zoom.scale }}
        >
          <div className="kgo-graph__scaled" style={{ ...size, scale: String(zoom.scale) }}>
            <Edges graph={graph} looks={edgeLooks(graph, stages, focus)} />
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
            {stages.map((stage) => (
              <StageNode
                key={stage.name}
                stage={stage}
                hidden={hidden.get(stage.name) ?? null}
                onToggle={above.has(stage.name) ? toggle : null}
                box={graph.boxes.get(stageId(stage.name))}
                mark={stageMark(stage, focus)}
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
