import type { Stage } from '../api/types';
import { useMessages } from '../i18n/context';
import { Icon } from '../ui/Icon';

/** Whether Freight comes to a stage by itself, or somebody stopped that. */
export function Marks({ stage }: { stage: Stage }) {
  const m = useMessages();
  const { enabled, holds } = stage.autoPromotion;
  const hold = holds[0];
  if (hold !== undefined) {
    const text = m.stages.onHold(hold.actor);
    return (
      <span className="kgo-mark kgo-tone--warn" title={hold.reason === '' ? text : `${text}: ${hold.reason}`}>
        <Icon name="hand" />
        <span className="kgo-visually-hidden">{text}</span>
      </span>
    );
  }
  return enabled ? (
    <span className="kgo-mark kgo-tone--quiet" title={m.stages.auto}>
      <Icon name="auto" />
      <span className="kgo-visually-hidden">{m.stages.auto}</span>
    </span>
  ) : null;
}
