import type { Stage } from '../api/types';
import { useMessages } from '../i18n/context';
import { stageLook } from '../model/phases';
import { State } from '../ui/State';
import { Marks } from './Marks';

/** The state of a stage, and how many promotions wait behind the one that runs. */
export function Condition({ stage }: { stage: Stage }) {
  const m = useMessages();
  return (
    <span className="kgo-condition">
      <State look={stageLook[stage.phase]}>{m.stagePhase[stage.phase]}</State>
      <Marks stage={stage} />
      {stage.queued === 0 ? null : <span className="kgo-muted">{m.stages.queued(stage.queued)}</span>}
    </span>
  );
}
