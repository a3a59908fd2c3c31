import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { Icon } from './Icon';
import { ToastContext } from './toasts';

const SHOWN_MS = 6_000;

export function Toasts({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ text: string; failed: boolean; id: number } | null>(null);
  const show = useCallback((text: string, failed = false) => {
    setToast((last) => ({ text, failed, id: (last?.id ?? 0) + 1 }));
  }, []);
  useEffect(() => {
    if (toast === null) {
      return undefined;
    }
    const timer = window.setTimeout(() => {
      setToast(null);
    }, SHOWN_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [toast]);
  return (
    <ToastContext value={show}>
      {children}
      <div className="kgo-toasts" role="status">
        {toast === null ? null : (
          <div className={`kgo-toast kgo-tone--${toast.failed ? 'bad' : 'ok'}`} key={toast.id}>
            <Icon name={toast.failed ? 'alert' : 'check'} />
            <span>{toast.text}</span>
          </div>
        )}
      </div>
    </ToastContext>
  );
}
