import { useId } from 'react';
import { useMessages } from '../i18n/context';
import { stageId } from '../model/graph';
import { Button } from '../ui/Button';
import { useBoard } from './context';
import type { StageGraph } from './useStageGraph';

const STEP = 1.2;
/** From this many stages on, finding one by name is worth a field. */
const MANY = 8;

export function GraphTools({ shown: { zoom, go } }: { shown: StageGraph }) {
  const m = useMessages();
  const { board } = useBoard();
  return (
    <>
      {board.stages.length < MANY ? null : <Find onFind={go} />}
      <div className="kgo-zoom">
        <Button
          compact
          kind="tertiary"
          icon="minus"
          label={m.stages.zoomOut}
          onClick={() => {
            zoom.by(1 / STEP);
          }}
        />
        <Button
          compact
          kind="tertiary"
          icon="plus"
          label={m.stages.zoomIn}
          onClick={() => {
            zoom.by(STEP);
          }}
        />
        <Button compact kind="tertiary" icon="fit" label={m.stages.fit} onClick={zoom.fit} />
      </div>
    </>
  );
}

/** The browser offers the names while one is typed; a whole one leads there. */
function Find({ onFind }: { onFind: (id: string) => void }) {
  const m = useMessages();
  const { board } = useBoard();
  const id = useId();
  return (
    <>
      <input
        className="kgo-input kgo-find"
        list={id}
        placeholder={m.stages.find}
        aria-label={m.stages.find}
        onChange={(event) => {
          const found = board.stages.find((stage) => stage.name === event.target.value);
          if (found !== undefined) {
            onFind(stageId(found.name));
          }
        }}
      />
      <datalist id={id}>
        {board.stages.map((stage) => (
          <option key={stage.name} value={stage.name} />
        ))}
      </datalist>
    </>
  );
}
