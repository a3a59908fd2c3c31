import type { Board, PromotionRequest, Stage } from '../api/types';
import type { Messages } from '../i18n/en';
import { isOver, isTroubled } from './phases';

/** What a stage is doing now, in one line. */
export interface StageActivity {
  text: string;
  /** The Freight that is on its way; empty when none. */
  freight: string;
  /** From 0 to 1 while steps run, else null. */
  progress: number | null;
}

export function stageActivity(
  stage: Stage,
  requests: readonly PromotionRequest[],
  m: Messages,
): StageActivity | null {
  const { promotion } = stage;
  if (promotion !== null && !isOver(promotion)) {
    return {
      text: underWay(stage, m),
      freight: promotion.freightAlias,
      progress:
        promotion.phase === 'Running' ? promotion.currentStep / Math.max(1, promotion.stepCount) : null,
    };
  }
  const request = requests.find((each) => each.stage === stage.name);
  if (request !== undefined) {
    return { text: m.stages.requested(request.actor), freight: '', progress: null };
  }
  if (stage.phase === 'Verifying' && stage.verification !== null) {
    return { text: stage.verification.message, freight: '', progress: null };
  }
  if (isTroubled(stage.phase)) {
    const message = stage.phase === 'Failed' ? promotion?.message : stage.verification?.message;
    return { text: message ?? '', freight: '', progress: null };
  }
  return null;
}

function underWay(stage: Stage, m: Messages): string {
  const { promotion } = stage;
  if (promotion === null) {
    return '';
  }
  if (promotion.approval !== null) {
    return m.stages.waitsForApproval(promotion.approval.given, promotion.approval.required);
  }
  if (promotion.waitingFor !== '') {
    return promotion.waitingFor;
  }
  if (promotion.phase === 'Running' && promotion.currentAlias !== '') {
    const current = Math.min(promotion.currentStep + 1, promotion.stepCount);
    return m.stages.step(current, promotion.stepCount, promotion.currentAlias);
  }
  return m.promotionPhase[promotion.phase];
}

/** Stages counted by state, in the order in which the states first appear. */
export function phaseCounts(board: Pick<Board, 'stages'>): [Stage['phase'], number][] {
  const counts = new Map<Stage['phase'], number>();
  board.stages.forEach((stage) => counts.set(stage.phase, (counts.get(stage.phase) ?? 0) + 1));
  return [...counts];
}
