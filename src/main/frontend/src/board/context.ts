import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Board, Freight, Permissions, ProjectInfo, PromotionRequest } from '../api/types';
import type { FreightPages } from './freightPages';

/** What all parts of a project's page look at. */
export interface BoardView {
  board: Board;
  /** The project's path in the API. */
  api: string;
  colors: ReadonlyMap<string, string>;
}

export const BoardContext = createContext<BoardView | null>(null);

export function useBoard(): BoardView {
  const view = useContext(BoardContext);
  if (view === null) {
    throw new Error('There is no BoardContext around this component');
  }
  return view;
}

/** Apart from the board, and never another one: a page more of it must not draw the stages again. */
export const FreightContext = createContext<FreightPages | null>(null);

export function useFreightStore(): FreightPages {
  const store = useContext(FreightContext);
  if (store === null) {
    throw new Error('There is no FreightContext around this component');
  }
  return store;
}

/** The Freight that is loaded, newest first. */
export function useLoadedFreight(): readonly Freight[] {
  const store = useFreightStore();
  return useSyncExternalStore(store.subscribe, () => store.snapshot().freight);
}

/** What every stage and card looks at: it seldom changes, however much happens in the project. */
export interface ProjectView {
  project: ProjectInfo;
  permissions: Permissions;
  requests: readonly PromotionRequest[];
  colors: ReadonlyMap<string, string>;
  /** All stages in the order of their declaration. */
  stages: readonly { name: string }[];
  severalWarehouses: boolean;
}

export const ProjectContext = createContext<ProjectView | null>(null);

export function useProject(): ProjectView {
  const view = useContext(ProjectContext);
  if (view === null) {
    throw new Error('There is no ProjectContext around this component');
  }
  return view;
}
