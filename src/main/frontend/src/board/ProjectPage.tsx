import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { Questions } from '../actions/Questions';
import { projectPath } from '../api/client';
import type { Board } from '../api/types';
import { useMessages } from '../i18n/context';
import { useHub } from '../live/hub';
import { useLast, usePolled } from '../live/usePolled';
import { findFreight, joinPages, type Focus } from '../model/freight';
import { boardMoves } from '../model/phases';
import { PanelHost } from '../panels/PanelHost';
import type { Panel } from '../routing/route';
import { Notice } from '../ui/Notice';
import { ConnectionNotice, Loading, Problem } from '../ui/Problem';
import { AttentionList } from './AttentionList';
import { BoardContext, ProjectContext } from './context';
import { Heading } from './Heading';
import { Pointing, PointingContext } from './pointing';
import { Stages } from './Stages';
import { Timeline } from './Timeline';
import { useOlder, type Older } from './useOlder';
import { useProjectView } from './useProjectView';

interface Props {
  path: string;
  panel: Panel | null;
}

/** `/kargo/project/…/`: the Freight of a project, its stages, and what is between them. */
export function ProjectPage({ path, panel }: Props) {
  const m = useMessages();
  const hub = useHub();
  const older = useOlder(path);
  const polled = usePolled<Board>(`${projectPath(path)}/board?limit=${String(older.limit)}`, boardMoves);
  const { value, error, lost } = useLast(polled);
  const name = path.split('/').pop() ?? path;
  useEffect(() => {
    document.title = `${name} – ${m.kargo}`;
  }, [m, name]);
  return (
    <div className={`kgo-board ${panel === null ? '' : 'kgo-board--beside'}`}>
      <Heading path={path} board={value} lost={lost} />
      <ConnectionNotice lost={lost} onRetry={hub.refresh} />
      {value !== null ? (
        <Shown board={value} path={path} panel={panel} older={older} />
      ) : error === null || lost ? (
        <Loading />
      ) : (
        <Problem error={error} />
      )}
    </div>
  );
}

function Shown({ board, path, panel, older }: Props & { board: Board; older: Older }) {
  const m = useMessages();
  const [pointing] = useState(() => new Pointing());
  const project = useProjectView(board);
  const { colors } = project;
  const view = useMemo(
    () => ({
      board,
      api: projectPath(path),
      freight: joinPages(board.freight.freight, older.freight),
      colors,
    }),
    [board, colors, older.freight, path],
  );
  useLayoutEffect(() => {
    pointing.look(panelFocus(panel), (focus) =>
      focus === null
        ? null
        : focus.kind === 'freight'
          ? findFreight(board, older.freight, focus.name)
          : (board.stages.find((each) => each.name === focus.name) ?? null),
    );
  }, [board, older.freight, panel, pointing]);
  return (
    <ProjectContext value={project}>
      <BoardContext value={view}>
        <Questions>
          {board.project.archived ? (
            <Notice look={{ tone: 'warn', icon: 'folder' }}>{m.board.archived}</Notice>
          ) : null}
          {board.permissions.promote && board.project.runnerProblem !== '' && !board.project.archived ? (
            <Notice look={{ tone: 'warn', icon: 'info' }}>
              {m.board.runnerProblem(board.project.runnerProblem)}
            </Notice>
          ) : null}
          <AttentionList />
          <PointingContext value={pointing}>
            <Timeline older={older} />
            <Stages />
          </PointingContext>
          {panel === null ? null : <PanelHost panel={panel} />}
        </Questions>
      </BoardContext>
    </ProjectContext>
  );
}

/** What an open drawer is about stays marked while nothing else is pointed at. */
function panelFocus(panel: Panel | null): Focus {
  return panel?.kind === 'freight' || panel?.kind === 'stage' ? { kind: panel.kind, name: panel.name } : null;
}
