import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react';

const LEAST = 0.3;
const MOST = 2;
const STEP = 1.2;
/** A small graph is enlarged a little, a large one stays legible and is scrolled. */
const FIT_LEAST = 0.6;
const FIT_MOST = 1.2;

export interface Zoom {
  scale: number;
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
}

/** How large a drawing is shown: as wide as its view until somebody chooses, by button or by Ctrl and the wheel. */
export function useZoom(view: RefObject<HTMLElement | null>, width: number, margin: number): Zoom {
  const room = useWidth(view);
  const [chosen, setChosen] = useState<number | null>(null);
  const scale = chosen ?? fitted(room, width + 2 * margin);
  const by = useCallback(
    (factor: number) => {
      setChosen((before) => {
        const now = before ?? fitted(room, width + 2 * margin);
        return Math.min(MOST, Math.max(LEAST, now * factor));
      });
    },
    [margin, room, width],
  );
  useEffect(() => {
    const element = view.current;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        by(event.deltaY < 0 ? STEP : 1 / STEP);
      }
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element?.removeEventListener('wheel', onWheel);
    };
  }, [by, view]);
  return {
    scale,
    zoomIn: () => {
      by(STEP);
    },
    zoomOut: () => {
      by(1 / STEP);
    },
    fit: () => {
      setChosen(null);
    },
  };
}

export function fitted(room: number, width: number): number {
  return room === 0 ? 1 : Math.min(FIT_MOST, Math.max(FIT_LEAST, room / width));
}

function useWidth(view: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = view.current;
    if (element === null || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(() => {
      setWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [view]);
  return width;
}
