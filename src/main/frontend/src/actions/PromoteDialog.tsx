import { useState } from 'react';
import type { Candidate, Freight, Stage, StageDetail } from '../api/types';
import { useBoard } from '../board/context';
import { useFreight } from '../board/useFreight';
import { useMessages } from '../i18n/context';
import { neverMoves, usePolled } from '../live/usePolled';
import { Modal } from '../ui/Modal';
import { Notice } from '../ui/Notice';
import { CandidateChoice } from './CandidateChoice';
import { Changes } from './Changes';
import { RunnerNotice } from './RunnerNotice';
import { useAction } from './useAction';

interface Props {
  stage: string;
  /** Freight that the reader chose before; null when none. */
  preferred: string | null;
  onClose: () => void;
}

/** Which Freight, what it would change, and the question whether to do it. */
export function PromoteDialog({ stage, preferred, onClose }: Props) {
  const m = useMessages();
  const { api, board } = useBoard();
  const { busy, error, send } = useAction();
  const [chosen, setChosen] = useState<string | null>(preferred);
  const detail = usePolled<StageDetail>(`${api}/stages/${encodeURIComponent(stage)}`, neverMoves);
  const known = board.stages.find((each) => each.name === stage) ?? null;
  const candidates = detail.value?.candidates ?? [];
  const preferredFreight = useFreight(preferred).freight;
  const choices = withPreferred(candidates, preferredFreight);
  const selected = choices.find((each) => each.freight === (chosen ?? best(choices, known))) ?? null;
  const runner = board.project.runnerProblem;
  const confirm = async () => {
    if (selected !== null) {
      const body = { stage, freight: selected.freight };
      if (await send(`${api}/promotions`, body, m.actions.requested(selected.alias, stage))) {
        onClose();
      }
    }
  };
  return (
    <Modal
      title={m.actions.promoteTo(stage)}
      confirm={selected === null ? m.actions.promote : m.actions.promoteFreight(selected.alias)}
      disabled={selected === null || !selected.available || runner !== ''}
      busy={busy}
      error={error ?? detail.error?.message ?? null}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <RunnerNotice />
      {known === null || known.autoPromotion.holds.length === 0 ? null : (
        <Notice look={{ tone: 'warn', icon: 'hand' }}>{m.actions.heldAnyway(stage)}</Notice>
      )}
      {detail.value === null ? (
        <p className="kgo-muted">{m.loading}</p>
      ) : (
        <CandidateChoice choices={choices} held={heldNames(known)} selected={selected} onSelect={setChosen} />
      )}
      {selected === null || known === null ? null : <Changes stage={known} freight={selected.freight} />}
    </Modal>
  );
}

function heldNames(stage: Stage | null): ReadonlySet<string> {
  return new Set(stage === null ? [] : Object.values(stage.holds).map((each) => each.freight));
}

/** The newest that is available and not there already, else the newest that is available. */
function best(choices: readonly Candidate[], stage: Stage | null): string | null {
  const held = heldNames(stage);
  const available = choices.filter((each) => each.available);
  return (available.find((each) => !held.has(each.freight)) ?? available[0])?.freight ?? null;
}

/** Freight chosen elsewhere may be older than what the stage lists. */
function withPreferred(candidates: readonly Candidate[], preferred: Freight | null): readonly Candidate[] {
  if (preferred === null || candidates.some((each) => each.freight === preferred.name)) {
    return candidates;
  }
  const { name, alias, warehouse, discoveredAt } = preferred;
  const chosen = { freight: name, alias, warehouse, discoveredAt, available: true, reason: '' };
  return [{ ...chosen, from: null, held: false, next: false }, ...candidates];
}
