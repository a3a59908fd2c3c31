import { useId, useState } from 'react';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { Modal } from '../ui/Modal';
import { useAction } from './useAction';

interface Props {
  freight: string;
  alias: string;
  onClose: () => void;
}

export function RenameDialog({ freight, alias, onClose }: Props) {
  const m = useMessages();
  const id = useId();
  const { api } = useBoard();
  const { busy, error, send } = useAction();
  const [value, setValue] = useState(alias);
  const confirm = async () => {
    if (
      await send(
        `${api}/freight/${encodeURIComponent(freight)}/alias`,
        { alias: value },
        m.actions.renamed(value),
      )
    ) {
      onClose();
    }
  };
  return (
    <Modal
      title={m.actions.renameTitle(alias)}
      confirm={m.freight.rename}
      disabled={value === '' || value === alias}
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <label className="kgo-field">
        <span className="kgo-field__label">{m.actions.alias}</span>
        <input
          className="kgo-input"
          value={value}
          maxLength={63}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={id}
          onChange={(event) => {
            setValue(event.target.value);
          }}
        />
        <span className="kgo-muted" id={id}>
          {m.actions.aliasHint}
        </span>
      </label>
    </Modal>
  );
}
