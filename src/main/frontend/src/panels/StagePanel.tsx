import type { Stage, StageDetail } from '../api/types';
import { useBoard } from '../board/context';
import { sources } from '../board/StageList';
import { useMessages } from '../i18n/context';
import { usePolled } from '../live/usePolled';
import { isMoving, isOver, stageLook } from '../model/phases';
import { Age } from '../ui/Age';
import { Drawer } from '../ui/Drawer';
import { Notice } from '../ui/Notice';
import { Problem } from '../ui/Problem';
import { StageTag } from '../ui/StageTag';
import { State } from '../ui/State';
import { Candidates } from './Candidates';
import { HealthPart } from './HealthPart';
import { HeldFreight } from './HeldFreight';
import { Part } from './Part';
import { PromotionLine } from './PromotionLine';
import { StageActions } from './StageActions';
import { StageHistory } from './StageHistory';
import { StagePromotions } from './StagePromotions';
import { useClose } from './useClose';
import { VerificationLine } from './VerificationLine';
import { WindowNote } from './WindowNote';

function stageMoves(stage: StageDetail): boolean {
  return isMoving(stage.phase);
}

/** All that is known about a stage. */
export function StagePanel({ name }: { name: string }) {
  const m = useMessages();
  const close = useClose();
  const { api, board, colors } = useBoard();
  const { value, error } = usePolled<StageDetail>(`${api}/stages/${encodeURIComponent(name)}`, stageMoves);
  const mayAct = board.permissions.promote && !board.project.archived;
  const stage: Stage | null = value ?? board.stages.find((each) => each.name === name) ?? null;
  return (
    <Drawer
      title={m.stages.stage(name)}
      heading={<StageTag name={name} color={colors.get(name)} />}
      onClose={close}
      actions={stage === null || !mayAct ? null : <StageActions stage={stage} />}
    >
      {stage === null ? null : <Summary stage={stage} />}
      {stage === null ? null : <WindowNote window={stage.window} />}
      {value === null && error !== null ? <Problem error={error} /> : null}
      {value === null || value.controlFlow ? null : <Details stage={value} />}
    </Drawer>
  );
}

function Summary({ stage }: { stage: Stage }) {
  const m = useMessages();
  return (
    <div className="kgo-summary">
      <State pill look={stageLook[stage.phase]}>
        {m.stagePhase[stage.phase]}
      </State>
      <span className="kgo-muted">{m.stage.from(sources(stage, m))}</span>
    </div>
  );
}

/** Whether Freight comes by itself, and who stopped that. */
function AutoPromotionPart({ stage }: { stage: Stage }) {
  const m = useMessages();
  const { enabled, holds } = stage.autoPromotion;
  if (!enabled && holds.length === 0) {
    return null;
  }
  return (
    <Part title={m.stage.autoPromotion}>
      {holds.length === 0 ? <p className="kgo-muted">{m.stage.autoPromotionOn}</p> : null}
      {holds.map((hold) => (
        <Notice key={hold.warehouse} look={{ tone: 'warn', icon: 'hand' }}>
          {m.stage.heldBy(hold.warehouse, hold.actor)} <Age at={hold.at} />
          {hold.reason === '' ? null : <span className="kgo-pre"> – {hold.reason}</span>}
        </Notice>
      ))}
    </Part>
  );
}

function Details({ stage }: { stage: StageDetail }) {
  const m = useMessages();
  const { promotion } = stage;
  return (
    <>
      {promotion === null || (isOver(promotion) && stage.phase !== 'Failed') ? null : (
        <Part title={isOver(promotion) ? m.stage.last : m.stage.underWay}>
          <ul className="kgo-lines">
            <PromotionLine promotion={promotion} />
          </ul>
        </Part>
      )}
      <Part title={m.stage.now}>
        <HeldFreight stage={stage} />
      </Part>
      {stage.health === null ? null : <HealthPart health={stage.health} />}
      <AutoPromotionPart stage={stage} />
      <Part title={m.stage.next}>
        <Candidates stage={stage} />
      </Part>
      {stage.verifications.length === 0 ? null : (
        <Part title={m.stage.verifications}>
          <ul className="kgo-lines">
            {stage.verifications.map((each) => (
              <VerificationLine key={each.id} verification={each} />
            ))}
          </ul>
        </Part>
      )}
      <Part title={m.stage.promotions}>
        <StagePromotions stage={stage.name} />
      </Part>
      {stage.history.length === 0 ? null : (
        <Part title={m.stage.history}>
          <StageHistory stage={stage} />
        </Part>
      )}
    </>
  );
}
