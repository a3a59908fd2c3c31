import { useState } from 'react';
import type { Freight } from '../api/types';
import { useMessages } from '../i18n/context';
import type { Focus } from '../model/freight';
import { Choice } from '../ui/Choice';
import { useBoard } from './context';
import { GraphView } from './GraphView';
import { StageList } from './StageList';

interface Props {
  /** The Freight that is pointed at. */
  focus: Freight | null;
  onFocus: (focus: Focus) => void;
}

export function Stages({ focus, onFocus }: Props) {
  const m = useMessages();
  const { board } = useBoard();
  const [view, setView] = useState<'graph' | 'list'>(firstView);
  return (
    <section className="kgo-section kgo-section--grow" aria-labelledby="kgo-stages">
      <header className="kgo-section__head">
        <h2 className="kgo-section__title" id="kgo-stages">
          {m.stages.title}
        </h2>
        <div className="kgo-section__tools">
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
        <GraphView focus={focus} onFocus={onFocus} />
      ) : (
        <StageList focus={focus} onFocus={onFocus} />
      )}
    </section>
  );
}

/** A graph needs room: a small screen begins with the list. */
function firstView(): 'graph' | 'list' {
  return window.matchMedia('(max-width: 40rem)').matches ? 'list' : 'graph';
}
