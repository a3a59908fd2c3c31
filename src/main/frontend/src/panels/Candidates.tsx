import { PromoteButton } from '../actions/PromoteButton';
import { useAsk } from '../actions/asking';
import type { Candidate, StageDetail } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { Button } from '../ui/Button';
import { State } from '../ui/State';
import { Until } from '../ui/Until';
import { FreightLink } from './FreightLink';

/** The newest Freight for a stage: what may come, and why the rest may not. */
export function Candidates({ stage }: { stage: StageDetail }) {
  const m = useMessages();
  if (stage.candidates.length === 0) {
    return <p className="kgo-muted">{m.stage.noCandidates}</p>;
  }
  const held = new Set(Object.values(stage.holds).map((each) => each.freight));
  return (
    <ul className="kgo-lines">
      {stage.candidates.map((each) => (
        <Line key={each.freight} stage={stage} candidate={each} here={held.has(each.freight)} />
      ))}
    </ul>
  );
}

function Line({ stage, candidate, here }: { stage: StageDetail; candidate: Candidate; here: boolean }) {
  const m = useMessages();
  const ask = useAsk();
  const { board } = useBoard();
  return (
    <li className="kgo-line">
      {here ? (
        <State look={{ tone: 'ok', icon: 'check' }}>{m.stage.isHere}</State>
      ) : candidate.available ? (
        <State look={{ tone: 'run', icon: 'promote' }}>{m.freight.available}</State>
      ) : (
        <State look={{ tone: 'quiet', icon: 'clock' }}>{m.freight.unavailable}</State>
      )}
      <span className="kgo-line__main">
        <FreightLink name={candidate.freight} alias={candidate.alias} />
      </span>
      <span className="kgo-line__side">
        {candidate.available && !here ? (
          <PromoteButton
            stage={stage}
            freight={candidate.freight}
            compact
            label={m.actions.promoteFreightTo(candidate.alias, stage.name)}
          />
        ) : null}
        {!candidate.available && board.permissions.approve ? (
          <Button
            compact
            kind="tertiary"
            icon="check"
            label={m.actions.approveForTitle(candidate.alias, stage.name)}
            onClick={() => {
              ask({
                kind: 'approveFreight',
                freight: candidate.freight,
                alias: candidate.alias,
                stage: stage.name,
              });
            }}
          />
        ) : null}
      </span>
      {candidate.next ? <span className="kgo-line__note kgo-muted">{m.stage.nextByItself}</span> : null}
      {candidate.available ? null : (
        <span className="kgo-line__note kgo-muted">
          {candidate.reason}
          {candidate.from === null ? null : (
            <>
              {' · '}
              <Until at={candidate.from} />
            </>
          )}
        </span>
      )}
    </li>
  );
}
