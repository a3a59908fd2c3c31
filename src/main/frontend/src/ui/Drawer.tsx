import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useMessages } from '../i18n/context';
import { Button } from './Button';

interface Props {
  /** Names the dialog. */
  title: string;
  /** What is shown instead of the plain title. */
  heading?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * What is known about one thing, beside the page, which stays usable. Takes the focus when it opens, gives it back when
 * it closes; Escape closes it.
 */
export function Drawer({ title, heading, actions, onClose, children }: Props) {
  const m = useMessages();
  const id = useId();
  const drawer = useFocusGuest<HTMLDivElement>();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      onClose();
    }
  };
  return (
    // A dialog takes the focus itself and listens to Escape wherever the focus is in it.
    <div
      ref={drawer}
      className="kgo-drawer"
      role="dialog"
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="kgo-drawer__head">
        <h2 className="kgo-drawer__title" id={id} aria-label={title}>
          {heading ?? title}
        </h2>
        <Button compact kind="tertiary" icon="close" label={m.close} onClick={onClose} />
      </div>
      {/* Where there is nothing to press, it must still be scrolled with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="kgo-drawer__body" tabIndex={0}>
        {children}
      </div>
      {actions === undefined || actions === null ? null : <div className="kgo-drawer__foot">{actions}</div>}
    </div>
  );
}

function useFocusGuest<T extends HTMLElement>() {
  const guest = useRef<T>(null);
  useEffect(() => {
    const host = document.activeElement;
    guest.current?.focus({ preventScroll: true });
    return () => {
      if (host instanceof HTMLElement && host.isConnected) {
        host.focus({ preventScroll: true });
      }
    };
  }, []);
  return guest;
}
