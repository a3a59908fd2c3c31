import type { PromotionWindow } from '../api/types';
import { useMessages } from '../i18n/context';
import { Notice } from '../ui/Notice';
import { Until } from '../ui/Until';

/** Says that promotions may not begin now, and when they may; nothing while they may. */
export function WindowNote({ window }: { window: PromotionWindow | null | undefined }) {
  const m = useMessages();
  if (!window?.closed) {
    return null;
  }
  return (
    <Notice look={{ tone: 'warn', icon: 'hand' }}>
      {m.stage.windowClosed(window.reason)}
      {window.nextOpen === null ? null : (
        <>
          {' '}
          {m.stage.windowOpens} <Until at={window.nextOpen} />
        </>
      )}
    </Notice>
  );
}
