import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useApi } from '../api/context';
import { useHub } from './hub';
import { type Polled, Poller } from './poller';

/**
 * The resource, kept fresh while the component is there.
 *
 * @param moves tells whether something in it is under way; must be the same function at every call
 */
export function usePolled<T>(path: string, moves: (value: T) => boolean): Polled<T> {
  const api = useApi();
  const hub = useHub();
  const poller = useMemo(() => new Poller<T>(api, path, moves), [api, path, moves]);
  useEffect(() => {
    hub.add(poller);
    poller.start();
    return () => {
      poller.stop();
      hub.remove(poller);
    };
  }, [hub, poller]);
  return useSyncExternalStore(poller.subscribe, poller.snapshot);
}

export function neverMoves(): boolean {
  return false;
}
