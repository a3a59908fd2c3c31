import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { Modal } from '../ui/Modal';
import { Changes } from './Changes';
import { useAction } from './useAction';

interface Props {
  freight: string;
  alias: string;
  stage: string;
  onClose: () => void;
}

export function ApproveFreightDialog({ freight, alias, stage, onClose }: Props) {
  const m = useMessages();
  const { api, board } = useBoard();
  const known = board.stages.find((each) => each.name === stage);
  const { busy, error, send } = useAction();
  const confirm = async () => {
    const path = `${api}/freight/${encodeURIComponent(freight)}/approve`;
    if (await send(path, { stage }, m.actions.approvedFor(alias, stage))) {
      onClose();
    }
  };
  return (
    <Modal
      title={m.actions.approveForTitle(alias, stage)}
      confirm={m.promotion.approve}
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p className="kgo-text">{m.actions.approveForText(stage)}</p>
      {known === undefined ? null : <Changes stage={known} freight={freight} />}
    </Modal>
  );
}
