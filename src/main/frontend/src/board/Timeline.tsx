import { Fragment, memo, useMemo, useState } from 'react';
import { useFormats, useMessages } from '../i18n/context';
import { useNow } from '../live/useNow';
import { useShared } from '../live/useShared';
import {
  holders,
  isUsed,
  freightQuery,
  NO_FILTER,
  timelineItems,
  type FreightFilter,
  type TimelineItem,
} from '../model/freight';
import { useOpenPanel } from '../routing/context';
import { Button } from '../ui/Button';
import { useToast } from '../ui/toasts';
import { useRoving } from '../ui/useRoving';
import { useWindow } from '../ui/useWindow';
import { useBoard } from './context';
import { FreightCard } from './FreightCard';
import { pointedStage, useFade } from './pointing';
import { TimelineTools } from './TimelineTools';
import { useFound } from './useFound';

const NOBODY: readonly string[] = [];

/** Widths in rem with the gap behind them, as the style sheet has them. */
const CARD_WIDTH = 14.5;
const FOLD_WIDTH = 6.25;

/** Freight on a line of time, newest first, with the marks of the stages that hold it. */
export const Timeline = memo(function Timeline() {
  const m = useMessages();
  const { board } = useBoard();
  const toast = useToast();
  const [filter, setFilter] = useState<FreightFilter>(NO_FILTER);
  const found = useFound(filter);
  const filters = filter !== NO_FILTER && freightQuery(filter, 0) !== null;
  const [fold, setFold] = useState(true);
  const held = useShared(useMemo(() => [...holders(board.stages)], [board.stages]));
  const heldBy = useMemo(() => new Map(held), [held]);
  const items = useMemo(() => {
    const newest = found.freight[0];
    // Whoever filters looks for something: nothing of it is folded away.
    return timelineItems(found.freight, (each) => each === newest || isUsed(each, heldBy), fold && !filters);
  }, [filters, fold, found.freight, heldBy]);
  return (
    <section className="kgo-section" aria-labelledby="kgo-freight">
      <header className="kgo-section__head">
        <h2 className="kgo-section__title" id="kgo-freight">
          {m.freight.title}
        </h2>
        <TimelineTools filter={filter} onFilter={setFilter} fold={fold} onFold={setFold} />
      </header>
      {items.length === 0 ? (
        <div className="kgo-none kgo-none--small">
          <p>{filters ? m.freight.noMatch : m.freight.empty}</p>
          {filters ? null : <p className="kgo-muted">{m.freight.emptyHint}</p>}
        </div>
      ) : (
        <Cards
          items={items}
          heldBy={heldBy}
          onUnfold={() => {
            setFold(false);
          }}
          more={
            found.more === null && !found.busy ? null : (
              // It keeps the focus while it is busy, so it is not disabled.
              <Button
                label={found.busy ? m.loading : m.freight.older}
                aria-busy={found.busy}
                onClick={() => {
                  found.more?.load().catch((cause: unknown) => {
                    toast(cause instanceof Error ? cause.message : String(cause), true);
                  });
                }}
              />
            )
          }
        />
      )}
    </section>
  );
});

interface CardsProps {
  items: readonly TimelineItem[];
  heldBy: ReadonlyMap<string, string[]>;
  onUnfold: () => void;
  more: React.ReactNode;
}

function Cards({ items, heldBy, onUnfold, more }: CardsProps) {
  const m = useMessages();
  const formats = useFormats();
  const now = useNow();
  const open = useOpenPanel();
  const [list, setList] = useState<HTMLOListElement | null>(null);
  const keys = useMemo(() => items.map((item) => item.key), [items]);
  const sizes = useMemo(
    () => items.map((item) => (item.kind === 'folded' ? FOLD_WIDTH : CARD_WIDTH)),
    [items],
  );
  const roving = useRoving(list, keys);
  const { active } = roving;
  const shown = useWindow(list, sizes, active === null ? -1 : keys.indexOf(active));
  const dayOf = (item: TimelineItem | undefined) => {
    const at = item?.kind === 'folded' ? item.freight[0]?.discoveredAt : item?.freight.discoveredAt;
    return at === undefined ? '' : formats.day(at, now);
  };
  const fading = useFade<HTMLDivElement>('kgo-timeline--pointed', pointedStage);
  return (
    <div ref={fading} className="kgo-timeline">
      {/* Arrow keys move the focus among the cards' own buttons. */}
      <ol
        ref={setList}
        className="kgo-timeline__list"
        aria-label={m.freight.timelineLabel}
        onKeyDown={roving.onKeyDown}
        onFocus={roving.onFocus}
      >
        {shown.slots.map(({ index, before }) => {
          const item = items[index];
          if (item === undefined) {
            return null;
          }
          const day = dayOf(item);
          return (
            <Fragment key={item.key}>
              <Gap width={before} />
              <li
                className={`kgo-timeline__item kgo-timeline__item--${item.kind}`}
                aria-setsize={items.length}
                aria-posinset={index + 1}
              >
                <div className="kgo-timeline__rail">
                  <span className="kgo-timeline__day">{day === dayOf(items[index - 1]) ? '' : day}</span>
                </div>
                {item.kind === 'folded' ? (
                  <button
                    type="button"
                    className="kgo-fold"
                    data-roving={item.key}
                    tabIndex={item.key === active ? 0 : -1}
                    title={m.freight.unusedHint(item.freight.length)}
                    onClick={onUnfold}
                  >
                    <span className="kgo-fold__count">{item.freight.length}</span>{' '}
                    <span>{m.freight.unused}</span>
                  </button>
                ) : (
                  <FreightCard
                    freight={item.freight}
                    heldBy={heldBy.get(item.freight.name) ?? NOBODY}
                    reachable={item.key === active}
                    onOpen={open}
                  />
                )}
              </li>
            </Fragment>
          );
        })}
        <Gap width={shown.after} />
        {more === null ? null : <li className="kgo-timeline__item kgo-timeline__item--more">{more}</li>}
      </ol>
    </div>
  );
}

/** Stands for items that are out of sight; it is no gap of its own between its neighbours. */
function Gap({ width }: { width: number }) {
  return width <= 0 ? null : (
    <li
      className="kgo-timeline__gap"
      style={{ flexBasis: `calc(${String(width)}px - 0.75rem)` }}
      role="presentation"
    />
  );
}
