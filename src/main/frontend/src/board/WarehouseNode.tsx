import { memo } from 'react';
import type { Subscription, Warehouse } from '../api/types';
import { useMessages } from '../i18n/context';
import { shortName } from '../model/artifacts';
import { MOST_SUBSCRIPTIONS, warehouseId } from '../model/graph';
import type { Box } from '../model/layers';
import type { Panel } from '../routing/route';
import { Icon } from '../ui/Icon';
import { useIsOrigin } from './pointing';

interface Props {
  warehouse: Warehouse;
  box: Box | undefined;
  reachable: boolean;
  onReach: (id: string) => void;
  onOpen: (panel: Panel) => void;
}

export const WarehouseNode = memo(function WarehouseNode({
  warehouse,
  box,
  reachable,
  onReach,
  onOpen,
}: Props) {
  const m = useMessages();
  const origin = useIsOrigin(warehouse.name);
  const more = warehouse.subscriptions.length - MOST_SUBSCRIPTIONS;
  return (
    <div
      className={`kgo-node kgo-node--warehouse ${origin ? 'kgo-node--origin' : ''}`}
      role="group"
      aria-label={m.stages.warehouse(warehouse.name)}
      data-node={warehouseId(warehouse.name)}
      style={
        box === undefined ? undefined : { left: box.x, top: box.y, width: box.width, height: box.height }
      }
      onFocus={() => {
        onReach(warehouseId(warehouse.name));
      }}
    >
      <div className="kgo-node__head">
        <Icon name="warehouse" className="kgo-node__kind" />
        <button
          type="button"
          className="kgo-node__open"
          title={warehouse.name}
          tabIndex={reachable ? 0 : -1}
          onClick={() => {
            onOpen({ kind: 'warehouse', name: warehouse.name });
          }}
        >
          {warehouse.name}
        </button>
        {warehouse.check?.failed === true ? (
          <span className="kgo-mark kgo-tone--bad" title={m.stages.checkFailed(warehouse.check.message)}>
            <Icon name="alert" />
            <span className="kgo-visually-hidden">{m.stages.checkFailed(warehouse.check.message)}</span>
          </span>
        ) : null}
      </div>
      <ul className="kgo-node__subscriptions" aria-label={m.stages.subscriptions}>
        {warehouse.subscriptions.slice(0, MOST_SUBSCRIPTIONS).map((subscription) => (
          <li
            key={`${subscription.kind} ${subscription.repoURL} ${subscription.chart}`}
            title={subscription.repoURL}
          >
            <Icon name={subscription.kind} />
            <span className="kgo-visually-hidden">{m.freight.kinds[subscription.kind]}</span>
            <span className="kgo-cut">{subscriptionName(subscription)}</span>
          </li>
        ))}
        {more > 0 ? <li className="kgo-muted">{m.stages.moreSubscriptions(more)}</li> : null}
      </ul>
    </div>
  );
});

export function subscriptionName(subscription: Subscription): string {
  return subscription.chart === ''
    ? shortName(subscription.repoURL === '' ? subscription.name : subscription.repoURL)
    : subscription.chart;
}
