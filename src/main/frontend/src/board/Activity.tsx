import type { Stage } from '../api/types';
import { useMessages } from '../i18n/context';
import { stageActivity } from '../model/activity';
import { useBoard } from './context';

/** What a stage is doing, and what stands behind that in the queue. */
export function Activity({ stage }: { stage: Stage }) {
  const m = useMessages();
  const { board } = useBoard();
  const activity = stageActivity(stage, board.requests, m);
  const queued = stage.queued === 0 ? '' : m.stages.queued(stage.queued);
  const incoming = activity === null || activity.freight === '' ? '' : activity.freight;
  const text = [incoming, activity?.text ?? '', queued].filter((part) => part !== '').join(' · ');
  return text === '' ? null : (
    <p className="kgo-activity kgo-cut" title={text}>
      {text}
    </p>
  );
}

export function Progress({ stage }: { stage: Stage }) {
  const m = useMessages();
  const { board } = useBoard();
  const progress = stageActivity(stage, board.requests, m)?.progress ?? null;
  return progress === null ? null : (
    <div
      className={`kgo-progress ${stage.phase === 'Waiting' ? 'kgo-progress--waits' : ''}`}
      aria-hidden="true"
    >
      <div className="kgo-progress__done" style={{ width: `${String(Math.round(progress * 100))}%` }} />
    </div>
  );
}
