import { useCallback, useMemo, useState } from 'react';
import { projectPath } from '../api/client';
import { useApi } from '../api/context';
import type { Freight, FreightPage } from '../api/types';

const PAGE = 50;
/** Most Freight in the live part of the page; what is older is loaded once and stays as it was. */
const MOST_LIVE = 200;

export interface Older {
  /** How much Freight the board is asked for. */
  limit: number;
  freight: readonly Freight[];
  busy: boolean;
  /** @param next the cursor of the live part, null when that is all */
  load: (next: string | null) => void;
  hasMore: (next: string | null) => boolean;
}

/** Freight beyond the first page: first the live part grows, then further pages are put behind it. */
export function useOlder(path: string): Older {
  const api = useApi();
  const [limit, setLimit] = useState(PAGE);
  const [pages, setPages] = useState<FreightPage[]>([]);
  const [busy, setBusy] = useState(false);
  const lastPage = pages[pages.length - 1];
  const load = useCallback(
    (next: string | null) => {
      if (limit < MOST_LIVE) {
        setLimit(limit + PAGE);
        return;
      }
      const cursor = lastPage === undefined ? next : lastPage.next;
      if (cursor === null) {
        return;
      }
      setBusy(true);
      const query = new URLSearchParams({ before: cursor, limit: String(PAGE) });
      void api
        .get<FreightPage>(`${projectPath(path)}/freight?${query.toString()}`, null)
        .then((answer) => {
          if (answer.changed) {
            setPages((before) => [...before, answer.value]);
          }
        })
        .catch(() => undefined)
        .finally(() => {
          setBusy(false);
        });
    },
    [api, lastPage, limit, path],
  );
  const hasMore = (next: string | null) => (lastPage === undefined ? next : lastPage.next) !== null;
  const freight = useMemo(() => pages.flatMap((page) => page.freight), [pages]);
  return { limit, freight, busy, load, hasMore };
}
