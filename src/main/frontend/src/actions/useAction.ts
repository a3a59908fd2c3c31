import { useCallback, useState } from 'react';
import { ApiError } from '../api/client';
import { useApi } from '../api/context';
import { useHub } from '../live/hub';
import { useToast } from '../ui/toasts';

export interface Action {
  busy: boolean;
  error: string | null;
  /** Sends it; `done` is said in passing when it went well. True when it did. */
  send: (path: string, body: object, done: string) => Promise<boolean>;
}

/** Something that a person does to the project: one POST, then everything on the page is asked again. */
export function useAction(): Action {
  const api = useApi();
  const hub = useHub();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const send = useCallback(
    async (path: string, body: object, done: string) => {
      setBusy(true);
      setError(null);
      try {
        await api.post(path, body);
        toast(done);
        return true;
      } catch (cause) {
        setError(cause instanceof ApiError ? cause.message : String(cause));
        return false;
      } finally {
        setBusy(false);
        hub.refresh();
      }
    },
    [api, hub, toast],
  );
  return { busy, error, send };
}
