import { useEffect, useMemo, useState } from 'react';
import type { Freight, FreightPage } from '../api/types';
import { useNow } from '../live/useNow';
import { neverMoves, usePolled } from '../live/usePolled';
import { freightQuery, matches, type FreightFilter } from '../model/freight';
import { useBoard } from './context';

const PAGE = 50;
const MOST = 200;
const PAUSE_MS = 250;

export interface Found {
  freight: readonly Freight[];
  /** Shows more of what passes the filter; null when there is no more, or no filter. */
  more: (() => void) | null;
}

/** Freight that passes the filter: at once what is loaded, then what the controller finds among all that there is. */
export function useFound(filter: FreightFilter): Found {
  const { api, freight } = useBoard();
  const [asked, setAsked] = useState<{ query: string; filter: FreightFilter } | null>(null);
  const [limit, setLimit] = useState(PAGE);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const query = freightQuery(filter, Date.now(), limit);
      setAsked(query === null ? null : { query, filter });
    }, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [filter, limit]);
  const path = asked === null ? null : `${api}/freight?${asked.query}`;
  const { value } = usePolled<FreightPage>(path, neverMoves);
  const now = useNow();
  const loaded = useMemo(() => freight.filter((each) => matches(each, filter, now)), [filter, freight, now]);
  if (asked === null || asked.filter !== filter || value === null) {
    return { freight: loaded, more: null };
  }
  const more = () => {
    setLimit((before) => Math.min(MOST, before + PAGE));
  };
  return { freight: value.freight, more: value.next !== null && limit < MOST ? more : null };
}
