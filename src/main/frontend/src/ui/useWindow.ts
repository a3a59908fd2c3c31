import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { indexAt, placesOf, shownOf, type Place, type Shown } from './window';

/** So few are drawn all. */
const FEW = 24;
/** In items. */
const STEP = 4;
/** How far beyond what is in sight is drawn, as a part of that. */
const MARGIN = 0.5;

/**
 * Of a long row of items, those that are in sight or near it, and one more; to be drawn with gaps in place of the others.
 *
 * @param sizes of the items with the gap behind them, in rem
 * @param kept an item that stays wherever the row is scrolled to, such as the focused one; -1 for none
 */
export function useWindow(row: HTMLElement | null, sizes: readonly number[], kept: number): Shown {
  const places = useMemo(() => placesOf(sizes, rem()), [sizes]);
  const long = places.length > FEW;
  const subscribe = useCallback(
    (changed: () => void) => {
      row?.addEventListener('scroll', changed, { passive: true });
      window.addEventListener('resize', changed);
      return () => {
        row?.removeEventListener('scroll', changed);
        window.removeEventListener('resize', changed);
      };
    },
    [row],
  );
  const first = useSyncExternalStore(subscribe, () =>
    row === null ? 0 : step(places, row.scrollLeft - MARGIN * row.clientWidth),
  );
  const last = useSyncExternalStore(subscribe, () =>
    row === null ? FEW : step(places, row.scrollLeft + (1 + MARGIN) * row.clientWidth) + STEP,
  );
  return useMemo(
    () => shownOf(places, long ? { first, last } : { first: 0, last: FEW }, kept),
    [first, kept, last, long, places],
  );
}

/** The item at a place, or one before it: the window moves in steps, not with every pixel. */
function step(places: readonly Place[], position: number): number {
  return Math.floor(indexAt(places, position) / STEP) * STEP;
}

function rem(): number {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isNaN(size) ? 16 : size;
}
