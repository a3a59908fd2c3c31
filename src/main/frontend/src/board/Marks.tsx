import type { Health, Stage } from '../api/types';
import { useMessages } from '../i18n/context';
import { HealthMark } from '../ui/HealthMark';
import { Icon } from '../ui/Icon';

/** How healthy a stage is, and whether Freight comes to it by itself, or somebody stopped that. */
export function Marks({ stage }: { stage: Stage }) {
  return (
    <>
      {isWatched(stage.health) ? (
        <HealthMark status={stage.health.status} issues={stage.health.issues} />
      ) : null}
      <AutoPromotionMark stage={stage} />
    </>
  );
}

/** Where nothing is looked at, nothing is said. */
function isWatched(health: Health | null): health is Health {
  return health !== null && (health.checks.length > 0 || health.status === 'Unhealthy');
}

function AutoPromotionMark({ stage }: { stage: Stage }) {
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
