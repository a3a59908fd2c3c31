import { memo } from 'react';
import type { Freight } from '../api/types';
import { useMessages } from '../i18n/context';
import type { Messages } from '../i18n/en';
import { artifactLines, type ArtifactLine } from '../model/artifacts';
import { inOrder } from '../model/freight';
import type { Panel } from '../routing/route';
import { Age } from '../ui/Age';
import { Icon } from '../ui/Icon';
import { colorStyle, StageTag } from '../ui/StageTag';
import { Until } from '../ui/Until';
import { useProject } from './context';
import { useFreightMark, usePointing } from './pointing';

const MOST_ARTIFACTS = 3;
const MOST_STAGES = 5;

interface Props {
  freight: Freight;
  heldBy: readonly string[];
  /** Whether the Tab key leads here. */
  reachable: boolean;
  onOpen: (panel: Panel) => void;
}

/** Pointing at something changes the frame of a card only: what it says is not drawn again. */
export const FreightCard = memo(function FreightCard(props: Props) {
  const { freight, heldBy } = props;
  const { point: onFocus } = usePointing();
  const mark = useFreightMark(freight);
  const point = () => {
    onFocus({ kind: 'freight', name: freight.name });
  };
  const leave = () => {
    onFocus(null);
  };
  return (
    <article
      className={`kgo-freight ${heldBy.length > 0 ? 'kgo-freight--held' : ''} ${mark === null ? '' : `kgo-freight--${mark}`}`}
      aria-label={freight.alias}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
    >
      <Content {...props} />
    </article>
  );
});

const Content = memo(function Content({ freight, heldBy, reachable, onOpen }: Props) {
  const { colors, severalWarehouses } = useProject();
  const lines = artifactLines(freight);
  const more = lines.length - MOST_ARTIFACTS;
  const m = useMessages();
  return (
    <>
      <div className="kgo-freight__bar" aria-hidden="true">
        {heldBy.map((stage) => (
          <span key={stage} className="kgo-freight__segment" style={colorStyle(colors.get(stage))} />
        ))}
      </div>
      <header className="kgo-freight__head">
        <h3 className="kgo-freight__alias">
          <button
            type="button"
            className="kgo-freight__open"
            data-roving={freight.name}
            tabIndex={reachable ? 0 : -1}
            onClick={() => {
              onOpen({ kind: 'freight', name: freight.name });
            }}
          >
            {freight.alias}
          </button>
        </h3>
        <Age at={freight.discoveredAt} />
      </header>
      <ul className="kgo-freight__artifacts">
        {lines.slice(0, more === 1 ? lines.length : MOST_ARTIFACTS).map((line) => (
          <Artifact key={line.key} line={line} reachable={reachable} />
        ))}
        {more > 1 ? <li className="kgo-muted">{m.freight.more(more)}</li> : null}
      </ul>
      {severalWarehouses ? (
        <p className="kgo-freight__origin">
          <Icon name="warehouse" />
          {freight.warehouse}
        </p>
      ) : null}
      <footer className="kgo-freight__foot">
        {heldBy.length === 0 ? null : (
          <ul className="kgo-freight__stages" aria-label={m.freight.inStages}>
            {heldBy.slice(0, MOST_STAGES).map((stage) => (
              <li key={stage}>
                <StageTag name={stage} color={colors.get(stage)} />
              </li>
            ))}
            {heldBy.length > MOST_STAGES ? (
              <li className="kgo-muted" title={heldBy.slice(MOST_STAGES).join(', ')}>
                {m.projects.moreStages(heldBy.length - MOST_STAGES)}
              </li>
            ) : null}
          </ul>
        )}
        <Proofs freight={freight} />
        <Soak freight={freight} />
      </footer>
    </>
  );
});

/** When it may go on by the passing of time alone: the stage that is next. */
function Soak({ freight }: { freight: Freight }) {
  const m = useMessages();
  const [first] = Object.entries(freight.availableFrom).sort(([, one], [, other]) =>
    one.localeCompare(other),
  );
  return first === undefined ? null : (
    <p className="kgo-freight__proof kgo-freight__proof--soak kgo-tone--quiet">
      <Icon name="clock" />
      <span>
        {m.freight.soaksFor(first[0])} <Until at={first[1]} />
      </span>
    </p>
  );
}

function Artifact({ line, reachable }: { line: ArtifactLine; reachable: boolean }) {
  const m = useMessages();
  const version = <span className="kgo-artifact__version">{line.version}</span>;
  return (
    <li className="kgo-artifact" title={`${line.source} ${line.exact}`}>
      <Icon name={line.kind} />
      <span className="kgo-visually-hidden">{m.freight.kinds[line.kind]}</span>
      <span className="kgo-artifact__name">{line.name}</span>
      {line.url === null ? (
        version
      ) : (
        <a className="kgo-artifact__link" href={line.url} tabIndex={reachable ? 0 : -1} rel="noreferrer">
          {version}
        </a>
      )}
    </li>
  );
}

/** The first names, and how many there are beyond. */
function some(names: readonly string[], m: Messages): string {
  const more = names.length - MOST_STAGES;
  const first = names.slice(0, more === 1 ? names.length : MOST_STAGES).join(', ');
  return more > 1 ? `${first} ${m.projects.moreStages(more)}` : first;
}

function Proofs({ freight }: { freight: Freight }) {
  const m = useMessages();
  const { stages } = useProject();
  const verified = inOrder(Object.keys(freight.verifiedIn), stages);
  const approved = inOrder(Object.keys(freight.approvedFor), stages);
  return (
    <>
      {verified.length === 0 ? (
        <p className="kgo-freight__proof kgo-muted">{m.freight.notVerified}</p>
      ) : (
        <p className="kgo-freight__proof kgo-tone--ok" title={verified.join(', ')}>
          <Icon name="check" />
          <span>{m.freight.verifiedIn(some(verified, m))}</span>
        </p>
      )}
      {approved.length === 0 ? null : (
        <p className="kgo-freight__proof kgo-tone--run" title={approved.join(', ')}>
          <Icon name="user" />
          <span>{m.freight.approvedFor(some(approved, m))}</span>
        </p>
      )}
    </>
  );
}
