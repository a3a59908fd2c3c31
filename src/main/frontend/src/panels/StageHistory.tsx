import { Fragment } from 'react';
import { useAsk } from '../actions/asking';
import type { StageDetail } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { Age } from '../ui/Age';
import { Button } from '../ui/Button';
import { FreightLink } from './FreightLink';

/** What a stage held, newest first, and a way back to it. */
export function StageHistory({ stage }: { stage: StageDetail }) {
  const m = useMessages();
  const ask = useAsk();
  const { board } = useBoard();
  const held = new Set(Object.values(stage.holds).map((each) => each.freight));
  const may = board.permissions.promote && !board.project.archived;
  return (
    <ol className="kgo-lines">
      {stage.history.map((entry) => (
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
            {entry.freight
              .filter((each) => may && !held.has(each.name))
              .map((each) => (
                <Button
                  key={each.name}
                  compact
                  kind="tertiary"
                  icon="retry"
                  label={m.actions.rollbackTo(each.alias)}
                  onClick={() => {
                    ask({ kind: 'rollback', stage, freight: each.name, alias: each.alias });
                  }}
                />
              ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
