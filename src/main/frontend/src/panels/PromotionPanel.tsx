import { useAsk } from '../actions/asking';
import { Changes } from '../actions/Changes';
import type { Promotion, PromotionSummary } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { usePolled } from '../live/usePolled';
import { isOver, promotionLook, promotionMoves, promotionState } from '../model/phases';
import { Age, Duration } from '../ui/Age';
import { Button } from '../ui/Button';
import { Drawer } from '../ui/Drawer';
import { Notice } from '../ui/Notice';
import { Loading, Problem } from '../ui/Problem';
import { StageTag } from '../ui/StageTag';
import { State } from '../ui/State';
import { Answers } from './Answers';
import { BuildFact } from './BuildFact';
import { FreightLink } from './FreightLink';
import { Facts, Part } from './Part';
import { RenderedDiff } from './RenderedDiff';
import { Steps } from './Steps';
import { useClose } from './useClose';
import { VerificationLine } from './VerificationLine';
import { Waits } from './Waits';

/** A promotion, live: its steps, what it waits for, and what to do about it. */
export function PromotionPanel({ name }: { name: string }) {
  const m = useMessages();
  const close = useClose();
  const { api, board } = useBoard();
  const { value, error } = usePolled<Promotion>(
    `${api}/promotions/${encodeURIComponent(name)}`,
    promotionMoves,
  );
  const known: PromotionSummary | null =
    value ??
    board.stages.flatMap((stage) => stage.promotion ?? []).find((each) => each.name === name) ??
    null;
  const title = known === null ? name : m.promotion.title(known.freightAlias, known.stage);
  return (
    <Drawer
      title={title}
      heading={known === null ? undefined : <Heading promotion={known} />}
      onClose={close}
      actions={known === null ? null : <Actions promotion={known} />}
    >
      {value === null ? (
        error === null ? (
          <Loading />
        ) : (
          <Problem error={error} />
        )
      ) : (
        <Details promotion={value} />
      )}
    </Drawer>
  );
}

function Heading({ promotion }: { promotion: PromotionSummary }) {
  const { colors } = useBoard();
  return (
    <span className="kgo-route">
      <span>{promotion.freightAlias}</span>
      <span aria-hidden="true">→</span>
      <StageTag name={promotion.stage} color={colors.get(promotion.stage)} />
    </span>
  );
}

function Actions({ promotion }: { promotion: PromotionSummary }) {
  const m = useMessages();
  const ask = useAsk();
  const { board } = useBoard();
  if (!board.permissions.promote || board.project.archived) {
    return null;
  }
  if (!isOver(promotion)) {
    return (
      <Button
        kind="destructive"
        icon="stop"
        label={m.actions.abort}
        onClick={() => {
          ask({ kind: 'abort', promotion });
        }}
      />
    );
  }
  return promotion.phase === 'Succeeded' ? null : (
    <Button
      icon="retry"
      label={m.actions.retry}
      onClick={() => {
        ask({ kind: 'retry', promotion });
      }}
    />
  );
}

function Details({ promotion }: { promotion: Promotion }) {
  const m = useMessages();
  const state = promotionState(promotion, m);
  const asks = promotion.approval !== null;
  return (
    <>
      <div className="kgo-summary">
        <State pill look={state.look}>
          {state.text}
        </State>
        {promotion.waitingFor === '' || promotion.approval !== null ? null : (
          <span className="kgo-muted">{promotion.waitingFor}</span>
        )}
      </div>
      <Waits promotion={promotion} />
      {promotion.message === '' ? null : (
        <Notice look={promotionLook[promotion.phase]}>
          <span className="kgo-pre">{promotion.message}</span>
        </Notice>
      )}
      <Facts
        facts={[
          [
            m.freight.title,
            <FreightLink key="freight" name={promotion.freight} alias={promotion.freightAlias} />,
          ],
          [m.promotion.requestedBy, promotion.actor === '' ? '—' : promotion.actor],
          [m.promotion.build, <BuildFact key="build" build={promotion.build} />],
          [m.promotion.started, <Age key="age" at={promotion.startedAt ?? promotion.createdAt} />],
          ...duration(promotion, m.promotion.duration),
        ]}
      />
      {asks ? <WhatChanges promotion={promotion} /> : null}
      <Part title={m.promotion.steps}>
        <Steps promotion={promotion} />
      </Part>
      {asks ? null : <RenderedDiff promotion={promotion} />}
      {promotion.answers.length === 0 ? null : (
        <Part title={m.promotion.answers}>
          <Answers answers={promotion.answers} />
        </Part>
      )}
      {promotion.verifications.length === 0 ? null : (
        <Part title={m.promotion.verification}>
          <ul className="kgo-lines">
            {promotion.verifications.map((each) => (
              <VerificationLine key={each.id} verification={each} />
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

/** For whoever has to decide: what the stage would get instead of what it has, and what was rendered so far. */
function WhatChanges({ promotion }: { promotion: Promotion }) {
  const { board } = useBoard();
  const stage = board.stages.find((each) => each.name === promotion.stage);
  return (
    <>
      {stage === undefined ? null : <Changes stage={stage} freight={promotion.freight} />}
      <RenderedDiff promotion={promotion} />
    </>
  );
}

function duration(promotion: Promotion, label: string): [string, React.ReactNode][] {
  return promotion.startedAt === null
    ? []
    : [[label, <Duration key="duration" from={promotion.startedAt} to={promotion.finishedAt} />]];
}
