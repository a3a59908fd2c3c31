import { createContext, useContext } from 'react';

/** Says in passing that something was done. */
export const ToastContext = createContext<(text: string) => void>(() => undefined);

export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}
