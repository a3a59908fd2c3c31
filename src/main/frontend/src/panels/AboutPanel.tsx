import type { Permissions } from '../api/types';
import { useRootUrl } from '../api/context';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import type { Messages } from '../i18n/en';
import { Age } from '../ui/Age';
import { Drawer } from '../ui/Drawer';
import { Facts } from './Part';
import { useClose } from './useClose';

/** Where the project comes from and who looks at it. */
export function AboutPanel() {
  const m = useMessages();
  const close = useClose();
  const rootUrl = useRootUrl();
  const { board } = useBoard();
  const { project } = board;
  return (
    <Drawer title={m.about.title} onClose={close}>
      <Facts
        facts={[
          [m.about.name, project.name],
          [m.about.owner, project.owner === '' ? m.about.root : project.owner],
          [m.about.declared, project.declared ? m.about.declaredYes : m.about.declaredNo],
          [
            m.about.configJob,
            project.configJob === '' ? (
              '—'
            ) : (
              <a key="job" className="kgo-link" href={`${rootUrl}/${jobPath(project.configJob)}`}>
                {project.configJob}
              </a>
            ),
          ],
          [m.about.configuration, <Revision key="revision" />],
          [m.about.runner, project.runnerProblem === '' ? m.about.runnerReady : project.runnerProblem],
          [m.about.you, `${board.user} (${rights(board.permissions, m)})`],
        ]}
      />
    </Drawer>
  );
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
