import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Freight, FreightPage } from '../api/types';
import { useNow } from '../live/useNow';
import { neverMoves, usePolled } from '../live/usePolled';
import { freightQuery, matches, NO_FILTER, type FreightFilter } from '../model/freight';
import { useBoard, useFreightStore } from './context';
import type { FreightPages } from './freightPages';
import { useFreightPages } from './useFreightPages';

const PAGE = 50;
const PAUSE_MS = 250;

export interface Found {
  freight: readonly Freight[];
  /** Where a page more of it comes from; null when that is all. */
  more: FreightPages | null;
  busy: boolean;
}

/** Freight that passes the filter: at once what is loaded, then what the controller finds among all that there is. */
export function useFound(filter: FreightFilter): Found {
  const { api } = useBoard();
  const all = useFreightStore();
  const loaded = useSyncExternalStore(all.subscribe, all.snapshot);
  const [asked, setAsked] = useState<{ query: string; filter: FreightFilter } | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const query = freightQuery(filter, Date.now());
      setAsked(query === null ? null : { query, filter });
    }, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [filter]);
  const query = asked?.query ?? '';
  const path = `${api}/freight`;
  const { value } = usePolled<FreightPage>(
    query === '' ? null : `${path}?${query}&limit=${String(PAGE)}`,
    neverMoves,
  );
  const passing = useFreightPages(path, query, value, value);
  const found = useSyncExternalStore(passing.subscribe, passing.snapshot);
  const now = useNow();
  const known = useMemo(
    () =>
      filter === NO_FILTER ? loaded.freight : loaded.freight.filter((each) => matches(each, filter, now)),
    [filter, loaded.freight, now],
  );
  if (asked !== null && asked.filter === filter && value !== null && found.first === value) {
    return { freight: found.freight, more: found.more ? passing : null, busy: found.busy };
  }
  const filters = freightQuery(filter, 0) !== null;
  return { freight: known, more: loaded.more && !filters ? all : null, busy: loaded.busy && !filters };
}
