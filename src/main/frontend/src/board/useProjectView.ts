import { useMemo } from 'react';
import type { Board } from '../api/types';
import { useShared } from '../live/useShared';
import { stageColors } from '../model/colors';
import type { ProjectView } from './context';

/** What seldom changes of a board; the same object as long as nothing of it does. */
export function useProjectView(board: Board): ProjectView {
  const { project, permissions, requests, warehouses } = board;
  const looks = useMemo(() => board.stages.map(({ name, color }) => ({ name, color })), [board.stages]);
  const stages = useShared(looks);
  const severalWarehouses = warehouses.length > 1;
  return useMemo(
    () => ({ project, permissions, requests, stages, severalWarehouses, colors: stageColors(stages) }),
    [permissions, project, requests, severalWarehouses, stages],
  );
}
