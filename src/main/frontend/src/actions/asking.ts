import { createContext, useContext } from 'react';
import type { PromotionSummary, Stage } from '../api/types';

/** An action that is being confirmed. */
export type Question =
  | { kind: 'promote'; stage: string; freight: string | null }
  | { kind: 'approveFreight'; freight: string; alias: string; stage: string }
  | { kind: 'rename'; freight: string; alias: string }
  | { kind: 'abort' | 'retry'; promotion: PromotionSummary }
  | { kind: 'rollback'; stage: Stage; freight: string; alias: string }
  | { kind: 'downstream' | 'hold'; stage: Stage };

export const AskContext = createContext<(question: Question) => void>(() => undefined);

/** Asks the reader whether to do something, in a dialog. */
export function useAsk(): (question: Question) => void {
  return useContext(AskContext);
}
