import { useState } from 'react';
import { useAsk } from '../actions/asking';
import type { Freight, FreightDetail } from '../api/types';
import { useBoard, useLoadedFreight } from '../board/context';
import { useFreight } from '../board/useFreight';
import { useMessages } from '../i18n/context';
import { usePolled } from '../live/usePolled';
import { isOver } from '../model/phases';
import { Age } from '../ui/Age';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Drawer } from '../ui/Drawer';
import { Problem } from '../ui/Problem';
import { ArtifactDiff } from './ArtifactDiff';
import { ArtifactList } from './ArtifactList';
import { Facts, Part } from './Part';
import { PromotionLine } from './PromotionLine';
import { useClose } from './useClose';
import { Whereabouts } from './Whereabouts';

/** All that is known about a piece of Freight. */
export function FreightPanel({ name }: { name: string }) {
  const m = useMessages();
  const ask = useAsk();
  const close = useClose();
  const { board } = useBoard();
  const { freight, error } = useFreight(name);
  return (
    <Drawer
      title={`${m.freight.title} ${freight?.alias ?? name}`}
      heading={freight?.alias ?? name}
      onClose={close}
      actions={
        freight === null || !board.permissions.promote ? null : (
          <Button
            icon="pencil"
            label={m.freight.rename}
            onClick={() => {
              ask({ kind: 'rename', freight: freight.name, alias: freight.alias });
            }}
          />
        )
      }
    >
      {freight === null && error !== null ? <Problem error={error} /> : null}
      {freight === null ? null : <Details freight={freight} />}
    </Drawer>
  );
}

function Details({ freight }: { freight: Freight }) {
  const m = useMessages();
  return (
    <>
      <Facts
        facts={[
          [m.freight.warehouse, freight.warehouse],
          [m.freight.discovered, <Age key="age" at={freight.discoveredAt} />],
          [
            m.freight.name,
            <span key="name" className="kgo-hash">
              <code>{freight.name}</code>
              <CopyButton text={freight.name} />
            </span>,
          ],
        ]}
      />
      <Part title={m.freight.artifacts}>
        <ArtifactList freight={freight} />
      </Part>
      <Part title={m.freight.where}>
        <Whereabouts freight={freight} />
      </Part>
      <More name={freight.name} />
      <Compare freight={freight} />
    </>
  );
}

/** What is asked for only when somebody looks at one piece of Freight: its metadata and its promotions. */
function More({ name }: { name: string }) {
  const m = useMessages();
  const { api } = useBoard();
  const { value } = usePolled<FreightDetail>(`${api}/freight/${encodeURIComponent(name)}`, detailMoves);
  if (value === null) {
    return null;
  }
  const metadata = Object.entries(value.metadata);
  return (
    <>
      {metadata.length === 0 ? null : (
        <Part title={m.freight.metadata}>
          <Facts
            facts={metadata.map(([key, text]) => [
              key,
              <span key={key} className="kgo-pre">
                {typeof text === 'string' ? text : JSON.stringify(text)}
              </span>,
            ])}
          />
        </Part>
      )}
      {value.promotions.length === 0 ? null : (
        <Part title={m.freight.promotions}>
          <ul className="kgo-lines">
            {value.promotions.map((each) => (
              <PromotionLine key={each.name} promotion={each} withStage />
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function detailMoves({ promotions }: FreightDetail): boolean {
  return promotions.some((each) => !isOver(each));
}

function Compare({ freight }: { freight: Freight }) {
  const m = useMessages();
  const all = useLoadedFreight();
  const [other, setOther] = useState('');
  const before = all.find((each) => each.name === other) ?? null;
  const others = all.filter((each) => each.warehouse === freight.warehouse && each.name !== freight.name);
  return others.length === 0 ? null : (
    <Part title={m.freight.compare}>
      <select
        className="kgo-select"
        aria-label={m.freight.compare}
        value={other}
        onChange={(event) => {
          setOther(event.target.value);
        }}
      >
        <option value="">{m.freight.compareNone}</option>
        {others.map((each) => (
          <option key={each.name} value={each.name}>
            {each.alias}
          </option>
        ))}
      </select>
      {before === null ? null : <ArtifactDiff before={before} after={freight} />}
    </Part>
  );
}
