import { memo, useState } from 'react';
import { useMessages } from '../i18n/context';
import { phaseCounts } from '../model/activity';
import { stageLook } from '../model/phases';
import { Choice } from '../ui/Choice';
import { State } from '../ui/State';
import { useBoard } from './context';
import { GraphTools } from './GraphTools';
import { GraphView } from './GraphView';
import { StageList } from './StageList';
import { useStageGraph } from './useStageGraph';

export const Stages = memo(function Stages() {
  const m = useMessages();
  const { board } = useBoard();
  const shown = useStageGraph();
  const [view, setView] = useState<'graph' | 'list'>(firstView);
  return (
    <section className="kgo-section kgo-section--grow" aria-labelledby="kgo-stages">
      <header className="kgo-section__head">
        <h2 className="kgo-section__title" id="kgo-stages">
          {m.stages.title}
        </h2>
        <Counts />
        <div className="kgo-section__tools">
          {view === 'graph' && board.stages.length > 0 ? <GraphTools shown={shown} /> : null}
          <Choice
            label={m.stages.view}
            value={view}
            onChange={setView}
            options={[
              { value: 'graph', label: m.stages.graph, icon: 'graph' },
              { value: 'list', label: m.stages.list, icon: 'list' },
            ]}
          />
        </div>
      </header>
      {board.stages.length === 0 ? (
        <div className="kgo-none kgo-none--small">
          <p>{m.board.emptyStages}</p>
          <p className="kgo-muted">{m.board.emptyStagesHint}</p>
        </div>
      ) : view === 'graph' ? (
        <GraphView shown={shown} />
      ) : (
        <StageList />
      )}
    </section>
  );
});

function Counts() {
  const m = useMessages();
  const { board } = useBoard();
  return (
    <ul className="kgo-counts" aria-label={m.board.summary}>
      {phaseCounts(board).map(([phase, count]) => (
        <li key={phase}>
          <State pill look={stageLook[phase]}>{`${String(count)} ${m.stagePhase[phase]}`}</State>
        </li>
      ))}
    </ul>
  );
}

/** A graph needs room: a small screen begins with the list. */
function firstView(): 'graph' | 'list' {
  return window.matchMedia('(max-width: 40rem)').matches ? 'list' : 'graph';
}
