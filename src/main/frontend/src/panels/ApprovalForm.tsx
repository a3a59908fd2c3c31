import { useState } from 'react';
import { useAction } from '../actions/useAction';
import type { Approval, Promotion } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { Until } from '../ui/Until';

interface Props {
  promotion: Promotion;
  approval: Approval;
}

/** Asks for the reader's answer, or says why not for theirs. */
export function ApprovalForm({ promotion, approval }: Props) {
  const m = useMessages();
  return (
    <section className="kgo-approval kgo-tone--warn" aria-label={m.promotion.approvalTitle}>
      <p className="kgo-approval__head">
        <Icon name="hand" />
        <strong>{m.promotion.approvalTitle}</strong>
        <span className="kgo-muted">{m.board.approvalsGiven(approval.given, approval.required)}</span>
      </p>
      {approval.missing.length === 0 ? null : (
        <p className="kgo-muted">{m.promotion.missingApprovals(approval.missing.join(', '))}</p>
      )}
      {approval.expiresAt === null ? null : (
        <p className="kgo-muted">
          {m.promotion.answerUntil} <Until at={approval.expiresAt} />
        </p>
      )}
      {approval.mayAnswer ? <Form promotion={promotion} approval={approval} /> : null}
      {approval.reason === '' ? null : <p className="kgo-muted">{approval.reason}</p>}
    </section>
  );
}

function Form({ promotion, approval }: Props) {
  const m = useMessages();
  const { api } = useBoard();
  const { busy, error, send } = useAction();
  const [comment, setComment] = useState('');
  const answer = (verb: 'approve' | 'reject', done: string) => {
    // The binding says what was on the page: if that has changed meanwhile, the answer does not count.
    const { step, binding } = approval;
    const path = `${api}/promotions/${encodeURIComponent(promotion.name)}/${verb}`;
    void send(path, { step, comment, binding }, done);
  };
  return (
    <>
      <label className="kgo-field">
        <span className="kgo-field__label">{m.promotion.comment}</span>
        <textarea
          className="kgo-input"
          rows={2}
          maxLength={2000}
          value={comment}
          onChange={(event) => {
            setComment(event.target.value);
          }}
        />
      </label>
      {error === null ? null : (
        <Notice look={{ tone: 'bad', icon: 'alert' }} role="alert">
          {error}
        </Notice>
      )}
      <div className="kgo-approval__buttons">
        <Button
          kind="primary"
          icon="check"
          label={m.promotion.approve}
          disabled={busy}
          onClick={() => {
            answer('approve', m.actions.approved);
          }}
        />
        <Button
          kind="destructive"
          icon="cross"
          label={m.promotion.reject}
          disabled={busy}
          onClick={() => {
            answer('reject', m.actions.rejected);
          }}
        />
      </div>
    </>
  );
}
