import { useAction } from '../actions/useAction';
import type { VerificationDetail } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { usePolled } from '../live/usePolled';
import { verificationLook } from '../model/phases';
import { useOpenPanel } from '../routing/context';
import { Age, Duration } from '../ui/Age';
import { Button } from '../ui/Button';
import { Drawer } from '../ui/Drawer';
import { Notice } from '../ui/Notice';
import { Loading, Problem } from '../ui/Problem';
import { StageTag } from '../ui/StageTag';
import { State } from '../ui/State';
import { BuildFact } from './BuildFact';
import { Measurements } from './Measurements';
import { Facts, Part } from './Part';
import { useClose } from './useClose';

function isUnderWay({ finishedAt }: VerificationDetail): boolean {
  return finishedAt === null;
}

/** A verification, live: what was measured and how it went. */
export function VerificationPanel({ id }: { id: string }) {
  const m = useMessages();
  const close = useClose();
  const { api, colors } = useBoard();
  const { value, error } = usePolled<VerificationDetail>(
    `${api}/verifications/${encodeURIComponent(id)}`,
    isUnderWay,
  );
  return (
    <Drawer
      title={value === null ? m.verification.title : m.verification.of(value.stage)}
      heading={
        value === null ? undefined : (
          <span className="kgo-route">
            <span>{m.verification.title}</span>
            <StageTag name={value.stage} color={colors.get(value.stage)} />
          </span>
        )
      }
      onClose={close}
      actions={value === null ? null : <Actions verification={value} />}
    >
      {value === null ? error === null ? <Loading /> : <Problem error={error} /> : <Details its={value} />}
    </Drawer>
  );
}

function Details({ its }: { its: VerificationDetail }) {
  const m = useMessages();
  const open = useOpenPanel();
  return (
    <>
      <div className="kgo-summary">
        <State pill look={verificationLook[its.phase]}>
          {m.verificationPhase[its.phase]}
        </State>
      </div>
      {its.message === '' ? null : (
        <Notice look={verificationLook[its.phase]}>
          <span className="kgo-pre">{its.message}</span>
        </Notice>
      )}
      <Facts
        facts={[
          [
            m.verification.stage,
            <button
              key="stage"
              type="button"
              className="kgo-link"
              onClick={() => {
                open({ kind: 'stage', name: its.stage });
              }}
            >
              {its.stage}
            </button>,
          ],
          ...promotion(its, m.verification.promotion, () => {
            open({ kind: 'promotion', name: its.promotion });
          }),
          [m.promotion.requestedBy, its.actor === '' ? '—' : its.actor],
          [m.promotion.build, <BuildFact key="build" build={its.build} />],
          [m.promotion.started, <Age key="age" at={its.startedAt} />],
          [m.promotion.duration, <Duration key="duration" from={its.startedAt} to={its.finishedAt} />],
        ]}
      />
      <Part title={m.verification.metrics}>
        {its.metrics.length === 0 ? (
          <p className="kgo-muted">{isUnderWay(its) ? m.verification.noneYet : m.verification.none}</p>
        ) : (
          <ul className="kgo-metrics">
            {its.metrics.map((metric) => (
              <Measurements key={metric.name} metric={metric} />
            ))}
          </ul>
        )}
      </Part>
    </>
  );
}

function promotion(its: VerificationDetail, label: string, onOpen: () => void): [string, React.ReactNode][] {
  return its.promotion === ''
    ? []
    : [
        [
          label,
          <button key="promotion" type="button" className="kgo-link" onClick={onOpen}>
            {its.promotion}
          </button>,
        ],
      ];
}

/** Only the newest verification of a stage can be done again or ended. */
function Actions({ verification }: { verification: VerificationDetail }) {
  const m = useMessages();
  const { api, board } = useBoard();
  const { busy, send } = useAction(true);
  const newest = board.stages.find((each) => each.name === verification.stage)?.verification?.id;
  if (!board.permissions.promote || board.project.archived || newest !== verification.id) {
    return null;
  }
  const { stage } = verification;
  const path = `${api}/stages/${encodeURIComponent(stage)}`;
  return isUnderWay(verification) ? (
    <Button
      kind="destructive"
      icon="stop"
      label={m.actions.abortVerification}
      disabled={busy}
      onClick={() => {
        void send(`${path}/abort-verification`, {}, m.actions.verificationAborted(stage));
      }}
    />
  ) : (
    <Button
      icon="retry"
      label={m.actions.verifyAgain}
      disabled={busy}
      onClick={() => {
        void send(`${path}/verify`, {}, m.actions.verifying(stage));
      }}
    />
  );
}
