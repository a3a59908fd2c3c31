import { createContext, useContext } from 'react';

/** Says in passing that something was done, or why not. */
export type Toast = (text: string, failed?: boolean) => void;

export const ToastContext = createContext<Toast>(() => undefined);

export function useToast(): Toast {
  return useContext(ToastContext);
}
