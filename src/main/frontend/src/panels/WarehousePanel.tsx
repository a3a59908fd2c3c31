import { useBoard } from '../board/context';
import { subscriptionName } from '../board/WarehouseNode';
import { useMessages } from '../i18n/context';
import { useOpenPanel } from '../routing/context';
import { Age } from '../ui/Age';
import { Drawer } from '../ui/Drawer';
import { Icon } from '../ui/Icon';
import { StageTag } from '../ui/StageTag';
import { FreightLink } from './FreightLink';
import { Part } from './Part';
import { useClose } from './useClose';

const NEWEST = 5;

/** What a warehouse watches and what it found. */
export function WarehousePanel({ name }: { name: string }) {
  const m = useMessages();
  const close = useClose();
  const open = useOpenPanel();
  const { board, freight, colors } = useBoard();
  const warehouse = board.warehouses.find((each) => each.name === name);
  const fed = board.stages.filter((stage) =>
    stage.requests.some((request) => request.direct && request.warehouse === name),
  );
  return (
    <Drawer title={m.stages.warehouse(name)} heading={name} onClose={close}>
      {warehouse === undefined ? (
        <p>{m.notFound}</p>
      ) : (
        <p className="kgo-muted">
          {warehouse.freightCreationPolicy === 'Manual'
            ? m.warehouse.policyManual
            : m.warehouse.policyAutomatic}
        </p>
      )}
      <Part title={m.warehouse.subscriptions}>
        <ul className="kgo-artifacts">
          {(warehouse?.subscriptions ?? []).map((each) => (
            <li key={`${each.kind} ${each.repoURL} ${each.chart}`} className="kgo-artifacts__line">
              <Icon name={each.kind} />
              <div className="kgo-artifacts__text">
                <p className="kgo-artifacts__head">
                  <strong>{subscriptionName(each)}</strong>{' '}
                  <span className="kgo-muted">{m.freight.kinds[each.kind]}</span>
                </p>
                <p className="kgo-artifacts__source">{each.repoURL}</p>
              </div>
            </li>
          ))}
        </ul>
      </Part>
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
    </Drawer>
  );
}
