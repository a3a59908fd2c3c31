import { useState } from 'react';
import { useAction } from '../actions/useAction';
import type { Freight, Warehouse, WarehouseDetail } from '../api/types';
import { useBoard, useLoadedFreight } from '../board/context';
import { useFormats, useMessages } from '../i18n/context';
import { neverMoves, usePolled } from '../live/usePolled';
import { useOpenPanel } from '../routing/context';
import { Age } from '../ui/Age';
import { Button } from '../ui/Button';
import { Drawer } from '../ui/Drawer';
import { Notice } from '../ui/Notice';
import { Problem } from '../ui/Problem';
import { StageTag } from '../ui/StageTag';
import { FoundVersions, type Choices } from './FoundVersions';
import { FreightLink } from './FreightLink';
import { Part } from './Part';
import { useClose } from './useClose';

const NEWEST = 5;

/** What a warehouse watches and what it found; Freight is put together of that by hand. */
export function WarehousePanel({ name }: { name: string }) {
  const m = useMessages();
  const close = useClose();
  const { api, board } = useBoard();
  const path = `${api}/warehouses/${encodeURIComponent(name)}`;
  const { value, error } = usePolled<WarehouseDetail>(path, neverMoves);
  const warehouse = board.warehouses.find((each) => each.name === name);
  const [choices, setChoices] = useState<Choices>({});
  const may = board.permissions.promote && !board.project.archived && warehouse !== undefined;
  return (
    <Drawer
      title={m.stages.warehouse(name)}
      heading={name}
      onClose={close}
      actions={may ? <Actions name={name} path={path} detail={value} choices={choices} /> : null}
    >
      {warehouse === undefined ? <p>{m.notFound}</p> : <Habits warehouse={warehouse} detail={value} />}
      {value === null && error !== null ? <Problem error={error} /> : null}
      <Part title={m.warehouse.found}>
        <FoundVersions
          subscriptions={
            value?.subscriptions ??
            (warehouse?.subscriptions ?? []).map((each) => ({ ...each, error: '', versions: [] }))
          }
          choices={choices}
          onChoose={may ? setChoices : null}
        />
      </Part>
      <Feeds name={name} />
      <Newest name={name} />
    </Drawer>
  );
}

function Actions({
  name,
  path,
  detail,
  choices,
}: {
  name: string;
  path: string;
  detail: WarehouseDetail | null;
  choices: Choices;
}) {
  const m = useMessages();
  const open = useOpenPanel();
  const { busy, send } = useAction(true);
  const assemble = async () => {
    const made = await send<Freight>(`${path}/freight`, { versions: choices }, m.actions.assembled);
    if (made !== null) {
      open({ kind: 'freight', name: made.name });
    }
  };
  return (
    <>
      <Button
        kind="primary"
        icon="retry"
        label={m.actions.refresh}
        disabled={busy}
        onClick={() => {
          void send(`${path}/refresh`, {}, m.actions.refreshed(name));
        }}
      />
      <Button
        icon="plus"
        label={m.actions.assemble}
        disabled={busy || detail === null || detail.subscriptions.some((each) => each.versions.length === 0)}
        onClick={() => void assemble()}
      />
    </>
  );
}

function Habits({ warehouse, detail }: { warehouse: Warehouse; detail: WarehouseDetail | null }) {
  const m = useMessages();
  const formats = useFormats();
  const check = detail?.check ?? warehouse.check;
  return (
    <>
      <p className="kgo-muted">
        {warehouse.freightCreationPolicy === 'Manual'
          ? m.warehouse.policyManual
          : m.warehouse.policyAutomatic}{' '}
        {detail === null || detail.intervalSeconds <= 0
          ? ''
          : m.warehouse.every(formats.duration(detail.intervalSeconds * 1_000))}
      </p>
      {check === null ? (
        <p className="kgo-muted">{m.warehouse.never}</p>
      ) : check.failed ? (
        <Notice look={{ tone: 'bad', icon: 'alert' }}>
          <strong>{m.warehouse.failed}</strong> <Age at={check.at} />
          <span className="kgo-pre kgo-block">{check.message}</span>
        </Notice>
      ) : (
        <p className="kgo-muted">
          {m.warehouse.checked} <Age at={check.at} />
        </p>
      )}
    </>
  );
}

function Feeds({ name }: { name: string }) {
  const m = useMessages();
  const open = useOpenPanel();
  const { board, colors } = useBoard();
  const fed = board.stages.filter((stage) =>
    stage.requests.some((request) => request.direct && request.warehouse === name),
  );
  return (
    <Part title={m.warehouse.feeds}>
      <ul className="kgo-tags">
        {fed.map((stage) => (
          <li key={stage.name}>
            <button
              type="button"
              className="kgo-line__stage"
              onClick={() => {
                open({ kind: 'stage', name: stage.name });
              }}
            >
              <StageTag name={stage.name} color={colors.get(stage.name)} />
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Newest({ name }: { name: string }) {
  const m = useMessages();
  const freight = useLoadedFreight();
  return (
    <Part title={m.warehouse.newest}>
      <ul className="kgo-lines">
        {freight
          .filter((each) => each.warehouse === name)
          .slice(0, NEWEST)
          .map((each) => (
            <li key={each.name} className="kgo-line kgo-line--plain">
              <span className="kgo-line__main">
                <FreightLink name={each.name} alias={each.alias} />
              </span>
              <span className="kgo-line__side kgo-muted">
                <Age at={each.discoveredAt} />
              </span>
            </li>
          ))}
      </ul>
    </Part>
  );
}
