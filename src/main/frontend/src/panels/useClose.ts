import { useCallback } from 'react';
import { useOpenPanel } from '../routing/context';

export function useClose(): () => void {
  const open = useOpenPanel();
  return useCallback(() => {
    open(null);
  }, [open]);
}
