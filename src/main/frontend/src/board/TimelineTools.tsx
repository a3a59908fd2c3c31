import { useMessages } from '../i18n/context';
import type { FreightFilter, Span } from '../model/freight';
import { SearchBox } from '../ui/SearchBox';
import { useBoard } from './context';

interface Props {
  filter: FreightFilter;
  onFilter: (filter: FreightFilter) => void;
  fold: boolean;
  onFold: (fold: boolean) => void;
}

export function TimelineTools({ filter, onFilter, fold, onFold }: Props) {
  const m = useMessages();
  const { board } = useBoard();
  return (
    <div className="kgo-section__tools">
      <label className="kgo-check">
        <input
          type="checkbox"
          checked={fold}
          onChange={(event) => {
            onFold(event.target.checked);
          }}
        />
        <span>{m.freight.hideUnused}</span>
      </label>
      {board.warehouses.length > 1 ? (
        <select
          className="kgo-select"
          aria-label={m.freight.warehouse}
          value={filter.warehouse}
          onChange={(event) => {
            onFilter({ ...filter, warehouse: event.target.value });
          }}
        >
          <option value="">{m.freight.allWarehouses}</option>
          {board.warehouses.map((warehouse) => (
            <option key={warehouse.name}>{warehouse.name}</option>
          ))}
        </select>
      ) : null}
      <select
        className="kgo-select"
        aria-label={m.freight.time}
        value={filter.span}
        onChange={(event) => {
          onFilter({ ...filter, span: event.target.value as Span });
        }}
      >
        <option value="any">{m.freight.anyTime}</option>
        {(['hour', 'day', 'week', 'month'] as const).map((span) => (
          <option key={span} value={span}>
            {m.freight.times[span]}
          </option>
        ))}
      </select>
      <SearchBox
        label={m.freight.filter}
        value={filter.text}
        onChange={(text) => {
          onFilter({ ...filter, text });
        }}
      />
    </div>
  );
}
