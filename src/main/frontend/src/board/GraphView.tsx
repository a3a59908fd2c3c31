import { useMemo, useState, type KeyboardEvent } from 'react';
import { useMessages } from '../i18n/context';
import { withStagesBehind } from '../model/below';
import { neighbour, stageId, warehouseId } from '../model/graph';
import { useOpenPanel } from '../routing/context';
import { useBoard } from './context';
import { Edges } from './Edges';
import { nothingPointed, pointedFreight, useFade } from './pointing';
import { StageNode } from './StageNode';
import { useDrag } from './useDrag';
import type { StageGraph } from './useStageGraph';
import { WarehouseNode } from './WarehouseNode';

const MOST_FADING = 120;

interface Props {
  shown: StageGraph;
}

/** Warehouses and stages as a graph that can be scrolled, dragged and zoomed, and walked with the arrow keys. */
export function GraphView({ shown }: Props) {
  const m = useMessages();
  const { board } = useBoard();
  const open = useOpenPanel();
  const [last, setLast] = useState<string | null>(null);
  const drag = useDrag();
  const { graph, stages, hidden, toggle, zoom, setView, go } = shown;
  // Among very many stages even fading would take longer than pointing does: there only what it concerns stands out.
  const sheet = useFade<HTMLDivElement>(
    'kgo-graph__scaled--pointed',
    stages.length <= MOST_FADING ? pointedFreight : nothingPointed,
  );
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
          <div ref={sheet} className="kgo-graph__scaled" style={{ ...size, scale: String(zoom.scale) }}>
            <Edges graph={graph} stages={stages} />
            {board.warehouses.map((warehouse) => (
              <WarehouseNode
                key={warehouse.name}
                warehouse={warehouse}
                box={graph.boxes.get(warehouseId(warehouse.name))}
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
                reachable={active === stageId(stage.name)}
                onReach={setLast}
                onOpen={open}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
