import type { Board, Stage } from '../api/types';

/** Something that somebody should look at. */
export interface Attention {
  kind: 'yourApproval' | 'approval' | 'promotionFailed' | 'verificationFailed' | 'unhealthy';
  stage: string;
  /** Alias of the Freight; empty when it has none. */
  freight: string;
  /** The promotion to open; empty when the stage itself says more. */
  promotion: string;
  detail: string;
  given: number;
  required: number;
}

const ORDER: Record<Attention['kind'], number> = {
  yourApproval: 0,
  promotionFailed: 1,
  verificationFailed: 2,
  approval: 3,
  unhealthy: 4,
};

/** What needs somebody, what the reader can do first. */
export function attention(board: Board): Attention[] {
  return board.stages
    .flatMap((stage) => ofStage(stage) ?? [])
    .sort((one, other) => ORDER[one.kind] - ORDER[other.kind]);
}

function ofStage(stage: Stage): Attention | null {
  const { promotion } = stage;
  const approval = promotion?.approval ?? null;
  const common = {
    stage: stage.name,
    freight: promotion?.freightAlias ?? '',
    promotion: promotion?.name ?? '',
    detail: promotion?.message ?? '',
    given: approval?.given ?? 0,
    required: approval?.required ?? 0,
  };
  if (stage.phase === 'Waiting' && approval !== null) {
    return { ...common, kind: approval.mayAnswer ? 'yourApproval' : 'approval', detail: '' };
  }
  if (stage.phase === 'Failed') {
    return { ...common, kind: 'promotionFailed' };
  }
  if (stage.phase === 'VerificationFailed') {
    return {
      ...common,
      kind: 'verificationFailed',
      promotion: '',
      detail: stage.verification?.message ?? '',
    };
  }
  if (stage.health?.status === 'Unhealthy') {
    const aliases = Object.values(stage.holds).map(({ alias }) => alias);
    return {
      ...common,
      kind: 'unhealthy',
      freight: aliases.join(', '),
      promotion: '',
      detail: stage.health.issues.join('\n'),
    };
  }
  return null;
}
