import type { PromotionSummary } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { Modal } from '../ui/Modal';
import { Changes } from './Changes';
import { useAction } from './useAction';

interface Props {
  promotion: PromotionSummary;
  onClose: () => void;
}

export function AbortDialog({ promotion, onClose }: Props) {
  const m = useMessages();
  const { api } = useBoard();
  const { busy, error, send } = useAction();
  const confirm = async () => {
    const path = `${api}/promotions/${encodeURIComponent(promotion.name)}/abort`;
    if (await send(path, {}, m.actions.abortAsked)) {
      onClose();
    }
  };
  return (
    <Modal
      title={m.actions.abortTitle(m.promotion.title(promotion.freightAlias, promotion.stage))}
      confirm={m.actions.abort}
      destructive
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p className="kgo-text">{m.actions.abortText}</p>
    </Modal>
  );
}

export function RetryDialog({ promotion, onClose }: Props) {
  const m = useMessages();
  const { api, board } = useBoard();
  const stage = board.stages.find((each) => each.name === promotion.stage);
  const { busy, error, send } = useAction();
  const confirm = async () => {
    const path = `${api}/promotions/${encodeURIComponent(promotion.name)}/retry`;
    if (await send(path, {}, m.actions.requested(promotion.freightAlias, promotion.stage))) {
      onClose();
    }
  };
  return (
    <Modal
      title={m.actions.retryTitle(m.promotion.title(promotion.freightAlias, promotion.stage))}
      confirm={m.actions.retry}
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p className="kgo-text">{m.actions.retryText}</p>
      {stage === undefined ? null : <Changes stage={stage} freight={promotion.freight} />}
    </Modal>
  );
}
