import { createContext, useContext } from 'react';
import type { Board, Freight } from '../api/types';

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
