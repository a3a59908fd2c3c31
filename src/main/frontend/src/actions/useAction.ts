import { useCallback, useState } from 'react';
import { ApiError } from '../api/client';
import { useApi } from '../api/context';
import { useHub } from '../live/hub';
import { useToast } from '../ui/toasts';

export interface Action {
  busy: boolean;
  error: string | null;
  /** Sends it; `done` is said in passing when it went well. What the API answered, null when it refused. */
  send: <T = object>(path: string, body: object, done: string) => Promise<T | null>;
}

/**
 * Something that a person does to the project: one POST, then everything on the page is asked again.
 *
 * @param alone whether no dialog is there to show an error, which is then said in passing, too
 */
export function useAction(alone = false): Action {
  const api = useApi();
  const hub = useHub();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const send = useCallback(
    async <T = object>(path: string, body: object, done: string): Promise<T | null> => {
      setBusy(true);
      setError(null);
      try {
        const answer = await api.post<T>(path, body);
        toast(done);
        return answer;
      } catch (cause) {
        const message = cause instanceof ApiError ? cause.message : String(cause);
        setError(message);
        if (alone) {
          toast(message, true);
        }
        return null;
      } finally {
        setBusy(false);
        hub.refresh();
      }
    },
    [alone, api, hub, toast],
  );
  return { busy, error, send };
}
