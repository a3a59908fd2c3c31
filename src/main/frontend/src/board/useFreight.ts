import type { Freight } from '../api/types';
import { neverMoves, usePolled } from '../live/usePolled';
import type { ApiError } from '../api/client';
import { useBoard, useLoadedFreight } from './context';

/** One piece of Freight: from what the page has, else asked for. */
export function useFreight(name: string | null): { freight: Freight | null; error: ApiError | null } {
  const { api } = useBoard();
  const freight = useLoadedFreight();
  const known = freight.find((each) => each.name === name) ?? null;
  const path = name === null || known !== null ? null : `${api}/freight/${encodeURIComponent(name)}`;
  const { value, error } = usePolled<Freight>(path, neverMoves);
  return { freight: known ?? value, error };
}
