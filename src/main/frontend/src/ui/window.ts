/** Where an item lies in its row, in pixels. */
export interface Place {
  start: number;
  end: number;
}

export interface Slot {
  index: number;
  /** Pixels before it in which nothing is drawn. */
  before: number;
}

export interface Shown {
  slots: readonly Slot[];
  /** Pixels behind the last one. */
  after: number;
}

/** @param sizes in a unit of so many pixels */
export function placesOf(sizes: readonly number[], unit: number): Place[] {
  let end = 0;
  return sizes.map((size) => {
    const start = end;
    end += size * unit;
    return { start, end };
  });
}

/** The item that a position lies in, or the first or last one beyond the ends. */
export function indexAt(places: readonly Place[], position: number): number {
  let low = 0;
  let high = Math.max(0, places.length - 1);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((places[middle]?.end ?? 0) > position) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** The items from `first` to before `last`, and the kept one, with the gaps between them. */
export function shownOf(
  places: readonly Place[],
  range: { first: number; last: number },
  kept: number,
): Shown {
  const first = Math.max(0, Math.min(range.first, places.length - 1));
  const last = Math.min(range.last, places.length);
  const indices = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  if (kept >= 0 && kept < first) {
    indices.unshift(kept);
  } else if (kept >= last && kept < places.length) {
    indices.push(kept);
  }
  let reached = 0;
  const slots = indices.map((index): Slot => {
    const place = places[index] ?? { start: reached, end: reached };
    const before = place.start - reached;
    reached = place.end;
    return { index, before };
  });
  const whole = places[places.length - 1]?.end ?? 0;
  return { slots, after: whole - reached };
}
