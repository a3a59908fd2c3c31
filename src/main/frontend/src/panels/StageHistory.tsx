import { Fragment } from 'react';
import type { HistoryEntry } from '../api/types';
import { Age } from '../ui/Age';
import { FreightLink } from './FreightLink';

/** What a stage held, newest first. */
export function StageHistory({ history }: { history: readonly HistoryEntry[] }) {
  return (
    <ol className="kgo-lines">
      {history.map((entry) => (
        <li key={`${entry.promotion} ${entry.since}`} className="kgo-line kgo-line--plain">
          <span className="kgo-line__main">
            {entry.freight.map((each, index) => (
              <Fragment key={each.name}>
                {index === 0 ? '' : ', '}
                <FreightLink name={each.name} alias={each.alias} />
              </Fragment>
            ))}
          </span>
          <span className="kgo-line__side kgo-muted">
            <Age at={entry.since} />
          </span>
        </li>
      ))}
    </ol>
  );
}
