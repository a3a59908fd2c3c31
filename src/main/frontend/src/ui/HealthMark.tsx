import type { HealthStatus } from '../api/types';
import { useMessages } from '../i18n/context';
import { healthLook } from '../model/phases';
import { Icon } from './Icon';

/** How healthy is what a stage holds, as a heart; what is wrong with it is its tooltip. */
export function HealthMark({ status, issues }: { status: HealthStatus; issues: readonly string[] }) {
  const m = useMessages();
  const text = [m.stage.healthOf(m.healthStatus[status]), ...issues].join('\n');
  return (
    <span className={`kgo-mark kgo-tone--${healthLook[status].tone}`} title={text}>
      <Icon name={status === 'Unhealthy' ? 'broken' : 'heart'} />
      <span className="kgo-visually-hidden">{text}</span>
    </span>
  );
}
