import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useApi } from '../api/context';
import type { FreightPage } from '../api/types';
import { useHub } from '../live/hub';
import { FreightPages } from './freightPages';

/**
 * A first page of Freight and what is behind it. Whoever calls this is not drawn again when more is loaded.
 *
 * @param path of the project's Freight in the API
 * @param query what the Freight has to pass, may be empty
 * @param first null while there is none
 * @param version another object whenever something in the project may have changed
 */
export function useFreightPages(
  path: string,
  query: string,
  first: FreightPage | null,
  version: object | null,
): FreightPages {
  const api = useApi();
  const hub = useHub();
  // What comes after the very first page is followed below.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const pages = useMemo(() => new FreightPages(api, path, query, first), [api, path, query]);
  useEffect(() => {
    pages.start();
    hub.add(pages);
    return () => {
      hub.remove(pages);
      pages.stop();
    };
  }, [hub, pages]);
  useLayoutEffect(() => {
    if (first !== null) {
      pages.follow(first);
    }
  }, [first, pages, version]);
  return pages;
}
