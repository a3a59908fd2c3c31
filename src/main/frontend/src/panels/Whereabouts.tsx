import { PromoteButton } from '../actions/PromoteButton';
import { useAsk } from '../actions/asking';
import type { Freight, Stage } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import type { Messages } from '../i18n/en';
import { relation, type Relation } from '../model/freight';
import type { Look } from '../model/phases';
import { useOpenPanel } from '../routing/context';
import { Age } from '../ui/Age';
import { Button } from '../ui/Button';
import { StageTag } from '../ui/StageTag';
import { State } from '../ui/State';
import { Until } from '../ui/Until';

/** For every stage that takes Freight of this warehouse: whether it has this one, may get it, or why not. */
export function Whereabouts({ freight }: { freight: Freight }) {
  const { board } = useBoard();
  const concerned = board.stages.filter((stage) => relation(stage, freight).kind !== 'notRequested');
  return (
    <ul className="kgo-lines">
      {concerned.map((stage) => (
        <Line key={stage.name} stage={stage} freight={freight} />
      ))}
    </ul>
  );
}

function Line({ stage, freight }: { stage: Stage; freight: Freight }) {
  const m = useMessages();
  const ask = useAsk();
  const open = useOpenPanel();
  const { board, colors } = useBoard();
  const its = relation(stage, freight);
  const { look, text } = describe(its, m);
  const blocked = its.kind === 'mustBeVerified' || its.kind === 'soaking';
  return (
    <li className="kgo-line kgo-line--stage">
      <button
        type="button"
        className="kgo-line__stage"
        onClick={() => {
          open({ kind: 'stage', name: stage.name });
        }}
      >
        <StageTag name={stage.name} color={colors.get(stage.name)} />
      </button>
      <span className="kgo-line__main">
        <State look={look}>{text}</State>
        <Proof stage={stage} freight={freight} its={its} />
      </span>
      <span className="kgo-line__side">
        {its.kind === 'available' ? <PromoteButton stage={stage} freight={freight.name} compact /> : null}
        {blocked && board.permissions.approve ? (
          <Button
            compact
            kind="tertiary"
            icon="check"
            label={m.actions.approveFor(stage.name)}
            onClick={() => {
              ask({ kind: 'approveFreight', freight: freight.name, alias: freight.alias, stage: stage.name });
            }}
          />
        ) : null}
      </span>
    </li>
  );
}

function Proof({ stage, freight, its }: { stage: Stage; freight: Freight; its: Relation }) {
  const m = useMessages();
  const verifiedAt = freight.verifiedIn[stage.name];
  const approval = freight.approvedFor[stage.name];
  return (
    <>
      {its.kind === 'here' ? (
        <span className="kgo-muted">
          <Age at={its.since} />
        </span>
      ) : null}
      {its.kind === 'soaking' && its.from !== null ? (
        <span className="kgo-muted">
          <Until at={its.from} />
        </span>
      ) : null}
      {verifiedAt === undefined ? null : (
        <span className="kgo-muted">
          {m.freight.verified} <Age at={verifiedAt} />
        </span>
      )}
      {approval === undefined ? null : (
        <span className="kgo-muted">
          {m.freight.approved(approval.actor)} <Age at={approval.at} />
        </span>
      )}
    </>
  );
}

function describe(its: Relation, m: Messages): { look: Look; text: string } {
  switch (its.kind) {
    case 'here':
      return { look: { tone: 'ok', icon: 'check' }, text: m.freight.here };
    case 'available':
      return { look: { tone: 'run', icon: 'promote' }, text: m.freight.available };
    case 'passes':
      return { look: { tone: 'quiet', icon: 'passing' }, text: m.freight.passes };
    case 'mustBeVerified':
      return {
        look: { tone: 'quiet', icon: 'clock' },
        text: m.freight.mustBeVerified(its.stages.join(', ')),
      };
    case 'soaking':
      return { look: { tone: 'quiet', icon: 'clock' }, text: m.freight.soaking(its.stages.join(', ')) };
    case 'notRequested':
      return { look: { tone: 'quiet', icon: 'skip' }, text: m.freight.unavailable };
  }
}
