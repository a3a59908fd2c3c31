import type { PromotionSummary } from '../api/types';
import { useMessages } from '../i18n/context';
import { isOver, promotionState } from '../model/phases';
import { useOpenPanel } from '../routing/context';
import { Age, Duration } from '../ui/Age';
import { BuildLink } from '../ui/BuildLink';
import { State } from '../ui/State';

/** A promotion in a list, with a way to its steps. */
export function PromotionLine({
  promotion,
  withStage = false,
}: {
  promotion: PromotionSummary;
  /** Whether it is named by where it goes instead of what it brings. */
  withStage?: boolean;
}) {
  const m = useMessages();
  const open = useOpenPanel();
  const state = promotionState(promotion, m);
  return (
    <li className="kgo-line">
      <State look={state.look}>{state.text}</State>
      <button
        type="button"
        className="kgo-link kgo-line__main"
        onClick={() => {
          open({ kind: 'promotion', name: promotion.name });
        }}
      >
        {withStage ? promotion.stage : promotion.freightAlias}
      </button>
      <span className="kgo-line__side kgo-muted">
        {promotion.startedAt === null ? null : (
          <Duration from={promotion.startedAt} to={promotion.finishedAt} />
        )}
        {promotion.startedAt === null || isOver(promotion) ? <Age at={promotion.createdAt} /> : null}
      </span>
      <span className="kgo-line__note kgo-muted">
        {promotion.actor === '' ? '' : m.by(promotion.actor)}
        {promotion.build.id === '' ? null : (
          <>
            {' · '}
            <BuildLink build={promotion.build} />
          </>
        )}
        {promotion.message === '' ? null : <span className="kgo-line__message">{promotion.message}</span>}
      </span>
    </li>
  );
}
