import { Fragment } from 'react';
import type { ConfigurationInfo, Permissions } from '../api/types';
import { useRootUrl } from '../api/context';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import type { Messages } from '../i18n/en';
import { neverMoves, usePolled } from '../live/usePolled';
import { Age } from '../ui/Age';
import { Drawer } from '../ui/Drawer';
import { Facts, Part } from './Part';
import { useClose } from './useClose';

/** Where the project comes from and who looks at it. */
export function AboutPanel() {
  const m = useMessages();
  const close = useClose();
  const { board } = useBoard();
  const { project } = board;
  return (
    <Drawer title={m.about.title} onClose={close}>
      <Facts
        facts={[
          [m.about.name, project.name],
          [m.about.owner, project.owner === '' ? m.about.root : project.owner],
          [m.about.declared, project.declared ? m.about.declaredYes : m.about.declaredNo],
          [m.about.configJob, <Job key="job" name={project.configJob} />],
          [m.about.configuration, <Revision key="revision" />],
          [m.about.you, `${board.user} (${rights(board.permissions, m)})`],
        ]}
      />
      <Stored />
    </Drawer>
  );
}

/** Who carries out what is asked for on the page, and every configuration that was stored, with its commit. */
function Stored() {
  const m = useMessages();
  const rootUrl = useRootUrl();
  const { api } = useBoard();
  const { value } = usePolled<ConfigurationInfo>(`${api}/configuration`, neverMoves);
  if (value === null) {
    return null;
  }
  const promoters = Object.entries(value.promoters);
  return (
    <>
      <Part title={m.about.runner}>
        <Facts
          facts={[
            [m.about.runnerState, value.runnerProblem === '' ? m.about.runnerReady : value.runnerProblem],
            [m.about.runnerJob, <Job key="runner" name={value.runnerJob} />],
            ...promoters.map(([stage, jobs]): [string, React.ReactNode] => [
              m.about.promoters(stage),
              <span key={stage}>
                {jobs.map((job, index) => (
                  <Fragment key={job}>
                    {index === 0 ? '' : ', '}
                    <Job name={job} />
                  </Fragment>
                ))}
              </span>,
            ]),
          ]}
        />
      </Part>
      <Part title={m.about.revisions}>
        <Facts
          facts={[
            ...(value.branch === '' ? [] : [[m.about.branch, value.branch] satisfies [string, string]]),
            [m.about.manifests, <code key="manifests">{value.manifests}</code>],
          ]}
        />
        {value.revisions.length === 0 ? null : (
          <ol className="kgo-lines">
            {value.revisions.map((each) => (
              <li key={`${each.hash} ${each.storedAt}`} className="kgo-line kgo-line--plain">
                <span className="kgo-line__main">
                  <code title={each.commit}>{each.commit.slice(0, 7)}</code>{' '}
                  <span className="kgo-muted">{m.by(each.actor)}</span>
                </span>
                <span className="kgo-line__side kgo-muted">
                  {each.build === '' ? null : (
                    <a className="kgo-link" href={`${rootUrl}/${buildPath(each.build)}`}>
                      {each.build}
                    </a>
                  )}
                  <Age at={each.storedAt} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </Part>
    </>
  );
}

function Job({ name }: { name: string }) {
  const rootUrl = useRootUrl();
  return name === '' ? (
    '—'
  ) : (
    <a className="kgo-link" href={`${rootUrl}/${jobPath(name)}`}>
      {name}
    </a>
  );
}

/** Where Jenkins shows a build of a name such as `shop/guestbook#7`. */
function buildPath(build: string): string {
  const [job = '', number = ''] = build.split('#');
  return `${jobPath(job)}${number === '' ? '' : `${encodeURIComponent(number)}/`}`;
}

function Revision() {
  const m = useMessages();
  const { configuration } = useBoard().board.project;
  if (configuration === null) {
    return m.board.noRevision;
  }
  return (
    <>
      <code>{configuration.commit}</code>
      <br />
      {m.about.storedBy(configuration.actor)}, <Age at={configuration.storedAt} />
    </>
  );
}

/** Where Jenkins shows the job of a full name such as `shop/guestbook`. */
export function jobPath(fullName: string): string {
  return fullName
    .split('/')
    .map((part) => `job/${encodeURIComponent(part)}/`)
    .join('');
}

function rights(permissions: Permissions, m: Messages): string {
  const names = (['promote', 'approve', 'administer'] as const).filter((right) => permissions[right]);
  return names.length === 0 ? m.about.rights.none : names.map((right) => m.about.rights[right]).join(', ');
}
