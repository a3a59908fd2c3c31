import type { Health } from '../api/types';
import { useMessages } from '../i18n/context';
import { healthLook } from '../model/phases';
import { Age } from '../ui/Age';
import { State } from '../ui/State';
import { Part } from './Part';

/** How healthy is what a stage holds, and what is wrong with it. Says nothing where nothing is watched. */
export function HealthPart({ health }: { health: Health }) {
  const m = useMessages();
  if (health.checks.length === 0 && health.status === 'Healthy') {
    return null;
  }
  return (
    <Part title={m.stage.health}>
      <p>
        <State look={healthLook[health.status]}>{m.healthStatus[health.status]}</State>
        {health.since === null ? null : (
          <span className="kgo-muted">
            {' '}
            <Age at={health.since} />
          </span>
        )}
      </p>
      {health.issues.length === 0 ? null : (
        <ul>
          {health.issues.map((issue) => (
            <li key={issue} className="kgo-pre">
              {issue}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
