import { createContext, useContext, useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import type { Freight, Stage } from '../api/types';
import { freightMark, stageMark, type Focus, type Mark } from '../model/freight';

/**
 * What the reader points at, as a store of its own: in a project of many stages only what looks different because of it is
 * drawn again, not the whole page.
 */
export class Pointing {
  private readonly listeners = new Set<() => void>();
  private pointed: Focus = null;
  private opened: Focus = null;
  private find: (focus: Focus) => Freight | Stage | null = () => null;
  private shown: { freight: Freight | null; stage: Stage | null } = { freight: null, stage: null };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly freight = (): Freight | null => this.shown.freight;

  readonly stage = (): Stage | null => this.shown.stage;

  readonly point = (focus: Focus): void => {
    this.pointed = focus;
    this.update();
  };

  /**
   * @param opened what an open drawer is about, which stays marked while nothing else is pointed at
   * @param find what a name stands for now
   */
  look(opened: Focus, find: (focus: Focus) => Freight | Stage | null): void {
    this.opened = opened;
    this.find = find;
    this.update();
  }

  private update(): void {
    const focus = this.pointed ?? this.opened;
    const found = this.find(focus);
    const freight = focus?.kind === 'freight' ? (found as Freight | null) : null;
    const stage = focus?.kind === 'stage' ? (found as Stage | null) : null;
    if (freight !== this.shown.freight || stage !== this.shown.stage) {
      this.shown = { freight, stage };
      this.listeners.forEach((listener) => {
        listener();
      });
    }
  }
}

export const PointingContext = createContext(new Pointing());

export function usePointing(): Pointing {
  return useContext(PointingContext);
}

/** How a stage looks beside the Freight that is pointed at. */
export function useStageMark(stage: Stage): Mark {
  const pointing = usePointing();
  return useSyncExternalStore(pointing.subscribe, () => noticed(stageMark(stage, pointing.freight())));
}

/** What is not concerned fades by the style of what holds it all, so that it need not be drawn again. */
function noticed(mark: Mark): Mark {
  return mark === 'no' ? null : mark;
}

/** How a piece of Freight looks beside the stage that is pointed at. */
export function useFreightMark(freight: Freight): Mark {
  const pointing = usePointing();
  return useSyncExternalStore(pointing.subscribe, () => noticed(freightMark(freight, pointing.stage())));
}

/**
 * Gives the element a class while something of the other kind is pointed at, so that all in it that this does not concern
 * fades, without being drawn again one by one.
 *
 * @param pointed what to look at; must be the same function at every call
 */
export function useFade<E extends HTMLElement>(
  className: string,
  pointed: (pointing: Pointing) => object | null,
): RefObject<E | null> {
  const pointing = usePointing();
  const element = useRef<E>(null);
  useEffect(() => {
    const update = () => {
      element.current?.classList.toggle(className, pointed(pointing) !== null);
    };
    update();
    return pointing.subscribe(update);
  }, [className, pointed, pointing]);
  return element;
}

export function pointedFreight(pointing: Pointing): object | null {
  return pointing.freight();
}

export function pointedStage(pointing: Pointing): object | null {
  return pointing.stage();
}

export function nothingPointed(): null {
  return null;
}

export function usePointedFreight(): Freight | null {
  const pointing = usePointing();
  return useSyncExternalStore(pointing.subscribe, pointing.freight);
}

/** Whether the Freight that is pointed at comes from the warehouse. */
export function useIsOrigin(warehouse: string): boolean {
  const pointing = usePointing();
  return useSyncExternalStore(pointing.subscribe, () => pointing.freight()?.warehouse === warehouse);
}
