import { memo } from 'react';
import { PromoteButton } from '../actions/PromoteButton';
import type { Stage } from '../api/types';
import { useMessages } from '../i18n/context';
import { useOpenPanel } from '../routing/context';
import { colorStyle } from '../ui/StageTag';
import { Activity } from './Activity';
import { Condition } from './Condition';
import { useBoard, useProject } from './context';
import { Held } from './Held';
import { usePointing, useStageMark } from './pointing';

/** The stages as a table; on a small screen each becomes a card. */
export function StageList() {
  const m = useMessages();
  const { board } = useBoard();
  const { columns } = m.stages;
  return (
    <table className="kgo-table">
      <thead>
        <tr>
          <th scope="col">{columns.stage}</th>
          <th scope="col">{columns.state}</th>
          <th scope="col">{columns.freight}</th>
          <th scope="col">{columns.activity}</th>
          <th scope="col">{columns.from}</th>
          <th scope="col">
            <span className="kgo-visually-hidden">{columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {board.stages.map((stage) => (
          <Row key={stage.name} stage={stage} />
        ))}
      </tbody>
    </table>
  );
}

const Row = memo(function Row({ stage }: { stage: Stage }) {
  const m = useMessages();
  const { colors } = useProject();
  const open = useOpenPanel();
  const { point: onFocus } = usePointing();
  const mark = useStageMark(stage);
  const leave = () => {
    onFocus(null);
  };
  const point = () => {
    onFocus({ kind: 'stage', name: stage.name });
  };
  return (
    <tr
      className={mark === null ? '' : `kgo-table__row--${mark}`}
      style={colorStyle(colors.get(stage.name))}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
    >
      <th scope="row">
        <button
          type="button"
          className="kgo-table__open"
          onClick={() => {
            open({ kind: 'stage', name: stage.name });
          }}
        >
          <span className="kgo-tag__dot" />
          {stage.name}
        </button>
      </th>
      <td>
        <Condition stage={stage} />
      </td>
      <td>
        {stage.controlFlow ? (
          <span className="kgo-muted">{m.stages.controlFlow}</span>
        ) : (
          <Held stage={stage} />
        )}
      </td>
      <td>
        <Activity stage={stage} />
      </td>
      <td className="kgo-muted">{sources(stage, m)}</td>
      <td className="kgo-table__actions">
        <PromoteButton stage={stage} />
      </td>
    </tr>
  );
});

export function sources(stage: Stage, m: ReturnType<typeof useMessages>): string {
  return [
    ...new Set(
      stage.requests.flatMap((request) => [
        ...(request.direct ? [m.stage.direct(request.warehouse)] : []),
        ...request.stages,
      ]),
    ),
  ].join(', ');
}
