import { useCallback, useEffect, useLayoutEffect, useState } from 'react';

const LEAST = 0.3;
const MOST = 2;
const STEP = 1.2;
/** A small graph is enlarged a little, a large one stays legible and is scrolled. */
const FIT_LEAST = 0.6;
const FIT_MOST = 1.6;
/** How much of the window's height an enlarged graph may take. */
const SHARE = 0.55;

export interface Zoom {
  scale: number;
  /** Makes it larger by a factor, or smaller by one below 1. */
  by: (factor: number) => void;
  fit: () => void;
}

/**
 * How large a drawing is shown: as wide as its view until somebody chooses, by button or by Ctrl and the wheel.
 *
 * @param view null while there is none
 */
export function useZoom(view: HTMLElement | null, width: number, height: number): Zoom {
  const room = useWidth(view);
  const [chosen, setChosen] = useState<number | null>(null);
  const by = useCallback(
    (factor: number) => {
      setChosen((before) => {
        const now = before ?? fitted(room, width, height);
        return Math.min(MOST, Math.max(LEAST, now * factor));
      });
    },
    [height, room, width],
  );
  const fit = useCallback(() => {
    setChosen(null);
  }, []);
  useEffect(() => {
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        by(event.deltaY < 0 ? STEP : 1 / STEP);
      }
    };
    view?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      view?.removeEventListener('wheel', onWheel);
    };
  }, [by, view]);
  return { scale: chosen ?? fitted(room, width, height), by, fit };
}

/** As wide as there is room; larger than life only as far as the window is high enough. */
export function fitted(room: number, width: number, height: number): number {
  if (room === 0) {
    return 1;
  }
  const enlarged = Math.max(1, (window.innerHeight * SHARE) / height);
  return Math.min(FIT_MOST, enlarged, Math.max(FIT_LEAST, room / width));
}

function useWidth(view: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (view === null || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(() => {
      setWidth(view.clientWidth);
    });
    observer.observe(view);
    return () => {
      observer.disconnect();
    };
  }, [view]);
  return width;
}
