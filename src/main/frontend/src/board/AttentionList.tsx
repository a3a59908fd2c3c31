import { memo, useState } from 'react';
import { useMessages } from '../i18n/context';
import { attention, type Attention } from '../model/attention';
import { healthLook, stageLook } from '../model/phases';
import { useOpenPanel } from '../routing/context';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { useBoard } from './context';

const FIRST = 2;

const LOOK = {
  yourApproval: stageLook.Waiting,
  approval: stageLook.Waiting,
  promotionFailed: stageLook.Failed,
  verificationFailed: stageLook.VerificationFailed,
  unhealthy: healthLook.Unhealthy,
};

/** What is blocked, and a way to it. */
export const AttentionList = memo(function AttentionList() {
  const m = useMessages();
  const { board } = useBoard();
  const [all, setAll] = useState(false);
  const items = attention(board);
  if (items.length === 0) {
    return null;
  }
  const hidden = items.length - FIRST;
  return (
    <section className="kgo-attention" aria-label={m.board.attention}>
      <ul className="kgo-attention__list">
        {items.slice(0, all ? items.length : FIRST).map((item) => (
          <Item key={item.stage} item={item} />
        ))}
      </ul>
      {hidden > 0 ? (
        <button
          type="button"
          className="kgo-link"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? m.board.lessAttention : m.board.moreAttention(hidden)}
        </button>
      ) : null}
    </section>
  );
});

function Item({ item }: { item: Attention }) {
  const m = useMessages();
  const open = useOpenPanel();
  const look = LOOK[item.kind];
  return (
    <li className={`kgo-attention__item kgo-tone--${look.tone}`}>
      <Icon name={look.icon} />
      <span className="kgo-attention__text">
        <strong>{title(item, m)}</strong>
        <span className="kgo-attention__detail" title={item.detail}>
          {item.required > 0 ? m.board.approvalsGiven(item.given, item.required) : item.detail}
        </span>
      </span>
      <Button
        label={item.kind === 'yourApproval' ? m.board.review : m.board.look}
        aria-label={`${item.kind === 'yourApproval' ? m.board.review : m.board.look}: ${title(item, m)}`}
        onClick={() => {
          open(
            item.promotion === ''
              ? { kind: 'stage', name: item.stage }
              : { kind: 'promotion', name: item.promotion },
          );
        }}
      />
    </li>
  );
}

function title(item: Attention, m: ReturnType<typeof useMessages>): string {
  switch (item.kind) {
    case 'yourApproval':
      return m.board.needsApprovalByYou(item.stage, item.freight);
    case 'approval':
      return m.board.needsApproval(item.stage, item.freight);
    case 'promotionFailed':
      return m.board.promotionFailed(item.stage, item.freight);
    case 'verificationFailed':
      return m.board.verificationFailed(item.stage);
    case 'unhealthy':
      return m.board.unhealthy(item.stage, item.freight);
  }
}
