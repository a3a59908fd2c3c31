import { useState } from 'react';
import type { DownstreamRequests, Stage } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { downstreamOf } from '../model/below';
import { Modal } from '../ui/Modal';
import { Changes } from './Changes';
import { RunnerNotice } from './RunnerNotice';
import { useAction } from './useAction';

interface Props {
  stage: Stage;
  onClose: () => void;
}

/** Brings back Freight that the stage held before. */
export function RollbackDialog({
  stage,
  freight,
  alias,
  onClose,
}: Props & { freight: string; alias: string }) {
  const m = useMessages();
  const { api, board } = useBoard();
  const { busy, error, send } = useAction();
  const confirm = async () => {
    const path = `${api}/stages/${encodeURIComponent(stage.name)}/rollback`;
    if (await send(path, { freight }, m.actions.requested(alias, stage.name))) {
      onClose();
    }
  };
  return (
    <Modal
      title={m.actions.rollbackTitle(stage.name, alias)}
      confirm={m.actions.rollback}
      disabled={board.project.runnerProblem !== ''}
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <RunnerNotice />
      <p className="kgo-text">{m.actions.rollbackText}</p>
      <Changes stage={stage} freight={freight} />
    </Modal>
  );
}

/** Brings what a stage holds to every stage that takes Freight from it. */
export function DownstreamDialog({ stage, onClose }: Props) {
  const m = useMessages();
  const { api, board } = useBoard();
  const { busy, error, send } = useAction();
  const [refused, setRefused] = useState<DownstreamRequests['refused']>([]);
  const held = Object.values(stage.holds);
  const below = downstreamOf(stage, board.stages);
  const confirm = async () => {
    const answer = await send<DownstreamRequests>(
      `${api}/stages/${encodeURIComponent(stage.name)}/downstream`,
      {},
      m.actions.downstreamAsked(stage.name),
    );
    if (answer !== null) {
      setRefused(answer.refused);
      if (answer.refused.length === 0) {
        onClose();
      }
    }
  };
  return (
    <Modal
      title={m.actions.downstreamTitle(stage.name)}
      confirm={m.actions.downstream}
      disabled={board.project.runnerProblem !== '' || held.length === 0 || refused.length > 0}
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <RunnerNotice />
      {below.map((each) => held.map((of) => <Changes key={each.name} stage={each} freight={of.freight} />))}
      {refused.length === 0 ? null : (
        <ul className="kgo-refused__list" role="alert">
          {refused.map((each) => (
            <li key={each.stage}>
              <strong>{each.stage}</strong> <span className="kgo-muted">{each.reason}</span>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}

/** Stops the stage from taking Freight by itself. */
export function HoldDialog({ stage, onClose }: Props) {
  const m = useMessages();
  const { api } = useBoard();
  const { busy, error, send } = useAction();
  const [reason, setReason] = useState('');
  const confirm = async () => {
    const path = `${api}/stages/${encodeURIComponent(stage.name)}/hold`;
    if (await send(path, { reason }, m.actions.held(stage.name))) {
      onClose();
    }
  };
  return (
    <Modal
      title={m.actions.holdTitle(stage.name)}
      confirm={m.actions.hold}
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p className="kgo-text">{m.actions.holdText}</p>
      <label className="kgo-field">
        <span className="kgo-field__label">{m.actions.reason}</span>
        <input
          className="kgo-input"
          value={reason}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </label>
    </Modal>
  );
}
