import type { Stage } from '../api/types';
import { useMessages } from '../i18n/context';
import { stageActivity } from '../model/activity';
import { Icon } from '../ui/Icon';
import { useProject } from './context';

/** What a stage is doing, and what stands behind that in the queue. */
export function Activity({ stage }: { stage: Stage }) {
  const m = useMessages();
  const { requests } = useProject();
  const activity = stageActivity(stage, requests, m);
  const incoming = activity?.freight ?? '';
  const text = activity?.text ?? '';
  if (incoming === '' && text === '') {
    return null;
  }
  return (
    <p className="kgo-activity" title={text}>
      {incoming === '' ? null : (
        <strong className="kgo-activity__incoming">
          <Icon name="promote" />
          <span className="kgo-visually-hidden">{m.stages.incoming} </span>
          {incoming}
        </strong>
      )}{' '}
      {text}
    </p>
  );
}

export function Progress({ stage }: { stage: Stage }) {
  const m = useMessages();
  const { requests } = useProject();
  const progress = stageActivity(stage, requests, m)?.progress ?? null;
  return progress === null ? null : (
    <div
      className={`kgo-progress ${stage.phase === 'Waiting' ? 'kgo-progress--waits' : ''}`}
      aria-hidden="true"
    >
      <div className="kgo-progress__done" style={{ width: `${String(Math.round(progress * 100))}%` }} />
    </div>
  );
}
