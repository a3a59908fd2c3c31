import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useApi } from '../api/context';
import { useHub } from './hub';
import { type Polled, Poller } from './poller';
import { useShared } from './useShared';

const NOTHING: Polled<never> = { value: null, error: null, lost: false };

/**
 * The resource, kept fresh while the component is there; nothing for a path of null.
 *
 * @param moves tells whether something in it is under way; must be the same function at every call
 */
export function usePolled<T>(path: string | null, moves: (value: T) => boolean): Polled<T> {
  const api = useApi();
  const hub = useHub();
  const poller = useMemo(() => (path === null ? null : new Poller<T>(api, path, moves)), [api, path, moves]);
  useEffect(() => {
    if (poller === null) {
      return undefined;
    }
    hub.add(poller);
    poller.start();
    return () => {
      poller.stop();
      hub.remove(poller);
    };
  }, [hub, poller]);
  return useSyncExternalStore<Polled<T>>(poller?.subscribe ?? never, poller?.snapshot ?? nothing);
}

function never(): () => void {
  return () => undefined;
}

function nothing(): Polled<never> {
  return NOTHING;
}

export function neverMoves(): boolean {
  return false;
}

/**
 * The last value there was, so that a page keeps its content while it asks for more of the same; what did not change in it
 * is the very object that it was.
 */
export function useLast<T>(polled: Polled<T>): Polled<T> {
  const [last, setLast] = useState<T | null>(null);
  const value = useShared(polled.value ?? last);
  if (value !== last) {
    setLast(value);
  }
  const refused = polled.error !== null && !polled.lost;
  return { ...polled, value: refused && polled.value === null ? null : value };
}
