import { useAction } from '../actions/useAction';
import { useAsk } from '../actions/asking';
import { PromoteButton } from '../actions/PromoteButton';
import type { Stage } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { downstreamOf } from '../model/below';
import { Button } from '../ui/Button';

const OVER: ReadonlySet<string> = new Set(['Successful', 'Failed', 'Error', 'Aborted', 'Inconclusive']);

/** What the reader may do with a stage. */
export function StageActions({ stage }: { stage: Stage }) {
  const m = useMessages();
  const ask = useAsk();
  const { api, board } = useBoard();
  const { busy, send } = useAction(true);
  if (!board.permissions.promote || board.project.archived || stage.controlFlow) {
    return null;
  }
  const path = `${api}/stages/${encodeURIComponent(stage.name)}`;
  const holdsSomething = Object.keys(stage.holds).length > 0;
  const { verification, autoPromotion } = stage;
  return (
    <>
      <PromoteButton stage={stage} primary />
      {holdsSomething && downstreamOf(stage, board.stages).length > 0 ? (
        <Button
          icon="passing"
          label={m.actions.downstream}
          onClick={() => {
            ask({ kind: 'downstream', stage });
          }}
        />
      ) : null}
      {verification === null ? null : OVER.has(verification.phase) ? (
        <Button
          icon="retry"
          label={m.actions.verifyAgain}
          disabled={busy}
          onClick={() => {
            void send(`${path}/verify`, {}, m.actions.verifying(stage.name));
          }}
        />
      ) : (
        <Button
          kind="destructive"
          icon="stop"
          label={m.actions.abortVerification}
          disabled={busy}
          onClick={() => {
            void send(`${path}/abort-verification`, {}, m.actions.verificationAborted(stage.name));
          }}
        />
      )}
      {autoPromotion.holds.length > 0 ? (
        <Button
          icon="promote"
          label={m.actions.resume}
          disabled={busy}
          onClick={() => {
            void send(`${path}/resume`, {}, m.actions.resumed(stage.name));
          }}
        />
      ) : autoPromotion.enabled ? (
        <Button
          icon="hand"
          label={m.actions.hold}
          onClick={() => {
            ask({ kind: 'hold', stage });
          }}
        />
      ) : null}
    </>
  );
}
