import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react';
import { useMessages } from '../i18n/context';
import { Button } from './Button';
import { Notice } from './Notice';

interface Props {
  title: string;
  confirm: string;
  destructive?: boolean;
  disabled?: boolean;
  busy: boolean;
  error: string | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks before something is done; the browser's own modal dialog keeps the focus inside and closes on Escape. */
export function Modal({
  title,
  confirm,
  destructive = false,
  disabled = false,
  busy,
  error,
  onConfirm,
  onClose,
  children,
}: Props) {
  const m = useMessages();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!disabled && !busy) {
      onConfirm();
    }
  };
  return (
    <dialog
      ref={dialog}
      className="kgo-modal"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form className="kgo-modal__form" onSubmit={submit}>
        <div className="kgo-modal__head">
          <h2 className="kgo-modal__title" id={id}>
            {title}
          </h2>
          <Button compact kind="tertiary" icon="close" label={m.close} onClick={onClose} />
        </div>
        <div className="kgo-modal__body">
          {children}
          {error === null ? null : (
            <Notice look={{ tone: 'bad', icon: 'alert' }} role="alert">
              {error}
            </Notice>
          )}
        </div>
        <div className="kgo-modal__foot">
          <Button label={m.cancel} onClick={onClose} />
          <Button
            type="submit"
            kind={destructive ? 'destructive' : 'primary'}
            label={busy ? m.actions.working : confirm}
            disabled={disabled || busy}
          />
        </div>
      </form>
    </dialog>
  );
}
