import { useState } from 'react';
import type { PromotionPage } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { useLast, usePolled } from '../live/usePolled';
import { isOver } from '../model/phases';
import { Button } from '../ui/Button';
import { Problem } from '../ui/Problem';
import { PromotionLine } from './PromotionLine';

const PAGE = 10;
const MOST = 200;

function anyMoves({ promotions }: PromotionPage): boolean {
  return promotions.some((each) => !isOver(each));
}

/** Promotions to a stage, newest first. */
export function StagePromotions({ stage }: { stage: string }) {
  const m = useMessages();
  const { api } = useBoard();
  const [limit, setLimit] = useState(PAGE);
  const query = new URLSearchParams({ stage, limit: String(limit) });
  const { value, error } = useLast(
    usePolled<PromotionPage>(`${api}/promotions?${query.toString()}`, anyMoves),
  );
  if (value === null) {
    return error === null ? <p className="kgo-muted">{m.loading}</p> : <Problem error={error} />;
  }
  if (value.promotions.length === 0) {
    return <p className="kgo-muted">{m.stage.noPromotions}</p>;
  }
  return (
    <>
      <ul className="kgo-lines">
        {value.promotions.map((each) => (
          <PromotionLine key={each.name} promotion={each} />
        ))}
      </ul>
      {value.next === null || limit >= MOST ? null : (
        <Button
          label={m.showMore}
          onClick={() => {
            setLimit(Math.min(MOST, limit * 2));
          }}
        />
      )}
    </>
  );
}
