import { useState } from 'react';
import type { PromotionDiff, PromotionSummary, StepDiff } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { neverMoves, useLast, usePolled } from '../live/usePolled';
import { isOver } from '../model/phases';
import { Choice } from '../ui/Choice';
import { FileChanges } from './FileChanges';
import { Part } from './Part';
import { ResourceChanges } from './ResourceChanges';

type View = 'resource' | 'file';

/** What a promotion changes in the rendered output, once a step has committed it; nothing before. */
export function RenderedDiff({ promotion }: { promotion: PromotionSummary }) {
  const m = useMessages();
  const { api } = useBoard();
  const path = `${api}/promotions/${encodeURIComponent(promotion.name)}/diff`;
  const { value } = useLast(usePolled<PromotionDiff>(path, isOver(promotion) ? neverMoves : alwaysMoves));
  const [chosen, setChosen] = useState<View | null>(null);
  if (value === null || value.promotion !== promotion.name || value.steps.length === 0) {
    return null;
  }
  const resources = value.steps.some((step) => step.resources.length > 0);
  const view = chosen ?? (resources ? 'resource' : 'file');
  return (
    <Part title={m.promotion.diff}>
      <Choice<View>
        label={m.promotion.diffView}
        value={view}
        onChange={setChosen}
        options={[
          { value: 'resource', label: m.promotion.byResource, count: count(value, (step) => step.resources) },
          { value: 'file', label: m.promotion.byFile, count: count(value, (step) => step.files) },
        ]}
      />
      {value.steps.map((step) => (
        <OfStep key={step.step} step={step} view={view} alone={value.steps.length === 1} />
      ))}
    </Part>
  );
}

function OfStep({ step, view, alone }: { step: StepDiff; view: View; alone: boolean }) {
  const m = useMessages();
  const files = step.files.length + step.moreFiles;
  return (
    <div className="kgo-rendered">
      <p className="kgo-muted">
        {m.promotion.diffSize(files, step.addedLines, step.removedLines)}
        {alone ? '' : ` ${m.promotion.diffOf(step.step)}`}
        {step.commit === '' ? null : (
          <>
            {' · '}
            <code title={step.commit}>{step.commit.slice(0, 7)}</code>
          </>
        )}
      </p>
      {step.note === '' ? null : <p className="kgo-pre">{step.note}</p>}
      {view === 'resource' ? (
        <ResourceChanges resources={step.resources} more={step.moreResources} />
      ) : (
        <FileChanges files={step.files} more={step.moreFiles} />
      )}
    </div>
  );
}

function count(diff: PromotionDiff, of: (step: StepDiff) => readonly unknown[]): number {
  return diff.steps.reduce((sum, step) => sum + of(step).length, 0);
}

function alwaysMoves(): boolean {
  return true;
}
