import { createContext, useContext } from 'react';
import type { Board, Freight, Permissions, ProjectInfo, PromotionRequest } from '../api/types';

/** What all parts of a project's page look at. */
export interface BoardView {
  board: Board;
  /** The project's path in the API. */
  api: string;
  /** Freight that is loaded, newest first. */
  freight: readonly Freight[];
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
