import type { ChangeKind } from '../api/types';
import type { Look } from '../model/phases';

export const CHANGE_LOOK: Record<ChangeKind, Look> = {
  Added: { tone: 'ok', icon: 'plus' },
  Changed: { tone: 'run', icon: 'pencil' },
  Removed: { tone: 'bad', icon: 'minus' },
};
