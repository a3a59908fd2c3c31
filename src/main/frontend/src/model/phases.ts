import type {
  Board,
  HealthStatus,
  Promotion,
  PromotionPhase,
  PromotionSummary,
  StagePhase,
  StepStatus,
  VerificationPhase,
} from '../api/types';
import type { Messages } from '../i18n/en';
import type { IconName } from '../ui/icons';

/** How a state looks: the tone gives the colour, the icon says the same without it. */
export interface Look {
  tone: 'ok' | 'bad' | 'warn' | 'run' | 'quiet';
  icon: IconName;
}

export const stageLook: Record<StagePhase, Look> = {
  Empty: { tone: 'quiet', icon: 'empty' },
  Passing: { tone: 'quiet', icon: 'passing' },
  Queued: { tone: 'run', icon: 'clock' },
  Promoting: { tone: 'run', icon: 'spinner' },
  Waiting: { tone: 'warn', icon: 'hand' },
  Verifying: { tone: 'run', icon: 'verifying' },
  Ready: { tone: 'ok', icon: 'check' },
  Failed: { tone: 'bad', icon: 'cross' },
  VerificationFailed: { tone: 'bad', icon: 'alert' },
};

export const promotionLook: Record<PromotionPhase, Look> = {
  Pending: { tone: 'run', icon: 'clock' },
  Running: { tone: 'run', icon: 'spinner' },
  Succeeded: { tone: 'ok', icon: 'check' },
  Failed: { tone: 'bad', icon: 'cross' },
  Errored: { tone: 'bad', icon: 'alert' },
  Aborted: { tone: 'quiet', icon: 'stop' },
};

export const stepLook: Record<StepStatus | 'NotStarted', Look> = {
  NotStarted: { tone: 'quiet', icon: 'empty' },
  Running: { tone: 'run', icon: 'spinner' },
  Succeeded: { tone: 'ok', icon: 'check' },
  Skipped: { tone: 'quiet', icon: 'skip' },
  Aborted: { tone: 'quiet', icon: 'stop' },
  Failed: { tone: 'bad', icon: 'cross' },
  Errored: { tone: 'bad', icon: 'alert' },
};

export const healthLook: Record<HealthStatus, Look> = {
  Healthy: { tone: 'ok', icon: 'check' },
  NotApplicable: { tone: 'quiet', icon: 'empty' },
  Progressing: { tone: 'run', icon: 'spinner' },
  Unknown: { tone: 'quiet', icon: 'question' },
  Unhealthy: { tone: 'bad', icon: 'alert' },
};

export const verificationLook: Record<VerificationPhase, Look> = {
  Pending: { tone: 'run', icon: 'clock' },
  Running: { tone: 'run', icon: 'verifying' },
  Successful: { tone: 'ok', icon: 'check' },
  Failed: { tone: 'bad', icon: 'cross' },
  Error: { tone: 'bad', icon: 'alert' },
  Aborted: { tone: 'quiet', icon: 'stop' },
  Inconclusive: { tone: 'warn', icon: 'question' },
};

const MOVING: ReadonlySet<StagePhase> = new Set(['Queued', 'Promoting', 'Waiting', 'Verifying']);
const TROUBLED: ReadonlySet<StagePhase> = new Set(['Failed', 'VerificationFailed']);

export function isMoving(phase: StagePhase): boolean {
  return MOVING.has(phase);
}

export function isTroubled(phase: StagePhase): boolean {
  return TROUBLED.has(phase);
}

/** Somebody has to do something: it failed, or it waits for a person. */
export function needsAttention(phase: StagePhase): boolean {
  return isTroubled(phase) || phase === 'Waiting';
}

export function isOver(promotion: Pick<PromotionSummary, 'phase'>): boolean {
  return promotion.phase !== 'Pending' && promotion.phase !== 'Running';
}

/** How a promotion looks and which word stands for it: one that waits for somebody says so. */
export function promotionState(promotion: PromotionSummary, m: Messages): { look: Look; text: string } {
  const waits = promotion.phase === 'Running' && (promotion.approval !== null || promotion.waitingFor !== '');
  return waits
    ? { look: stageLook.Waiting, text: m.waiting }
    : { look: promotionLook[promotion.phase], text: m.promotionPhase[promotion.phase] };
}

export function boardMoves(board: Board): boolean {
  return board.requests.length > 0 || board.stages.some((stage) => isMoving(stage.phase));
}

export function promotionMoves(promotion: Promotion): boolean {
  return !isOver(promotion) || promotion.verifications.some((each) => each.finishedAt === null);
}
