import type { Promotion, PromotionSummary, Step } from '../../src/api/types';
import { hex } from './made';

const STEPS: [string, string][] = [
  ['clone', 'git-clone'],
  ['clear', 'git-clear'],
  ['chart', 'yaml-update'],
  ['image', 'yaml-update'],
  ['render', 'helm-template'],
  ['commit', 'git-commit'],
  ['push', 'git-push'],
];

export function detailed(summary: PromotionSummary): Promotion {
  const begin = Date.parse(summary.startedAt ?? summary.createdAt);
  const names: [string, string][] =
    summary.approval === null ? STEPS : [['approval', 'wait-for-approval'], ...STEPS.slice(0, 6)];
  const over = summary.phase !== 'Running' && summary.phase !== 'Pending';
  const steps = names.map(([alias, uses], index): Step => {
    const done = index < summary.currentStep;
    const current = index === summary.currentStep;
    const startedAt = done || current ? new Date(begin + index * 9_000).toISOString() : null;
    return {
      alias,
      uses,
      status: done ? 'Succeeded' : current ? (over ? 'Errored' : 'Running') : null,
      message: current && over ? summary.message : '',
      startedAt,
      finishedAt:
        done || (current && over) ? new Date(begin + (index + 1) * 9_000 - 1_500).toISOString() : null,
      errorCount: current && over ? 3 : 0,
      continueOnError: false,
      output:
        done && alias === 'image'
          ? { commitMessage: 'Updated the image of storefront-web to 2.14.0' }
          : done && alias === 'clone'
            ? { commits: { './src': hex(11, 40), './out': hex(12, 40) } }
            : null,
    };
  });
  return { ...summary, steps, answers: [], verifications: [], input: null };
}
