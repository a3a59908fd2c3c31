import { useId } from 'react';
import { useMessages } from '../i18n/context';
import { Button } from '../ui/Button';
import { useBoard } from './context';
import type { Zoom } from './useZoom';

/** From this many stages on, finding one by name is worth a field. */
const MANY = 8;

interface Props {
  zoom: Zoom;
  onFind: (stage: string) => void;
}

export function GraphTools({ zoom, onFind }: Props) {
  const m = useMessages();
  const { board } = useBoard();
  const id = useId();
  return (
    <div className="kgo-graph__tools">
      {board.stages.length < MANY ? null : (
        <>
          <input
            className="kgo-input kgo-graph__find"
            list={id}
            placeholder={m.stages.find}
            aria-label={m.stages.find}
            onChange={(event) => {
              const found = board.stages.find((stage) => stage.name === event.target.value);
              if (found !== undefined) {
                onFind(found.name);
              }
            }}
          />
          <datalist id={id}>
            {board.stages.map((stage) => (
              <option key={stage.name} value={stage.name} />
            ))}
          </datalist>
        </>
      )}
      <Button compact kind="tertiary" icon="minus" label={m.stages.zoomOut} onClick={zoom.zoomOut} />
      <Button compact kind="tertiary" icon="plus" label={m.stages.zoomIn} onClick={zoom.zoomIn} />
      <Button compact kind="tertiary" icon="fit" label={m.stages.fit} onClick={zoom.fit} />
    </div>
  );
}
