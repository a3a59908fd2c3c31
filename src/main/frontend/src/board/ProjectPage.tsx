import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { Questions } from '../actions/Questions';
import { projectPath } from '../api/client';
import type { Board, Freight } from '../api/types';
import { useMessages } from '../i18n/context';
import { useHub } from '../live/hub';
import { useLast, usePolled } from '../live/usePolled';
import type { Focus } from '../model/freight';
import { boardMoves } from '../model/phases';
import { PanelHost } from '../panels/PanelHost';
import type { Panel } from '../routing/route';
import { Notice } from '../ui/Notice';
import { ConnectionNotice, Loading, Problem } from '../ui/Problem';
import { AttentionList } from './AttentionList';
import { BoardContext, FreightContext, ProjectContext } from './context';
import { Heading } from './Heading';
import { Pointing, PointingContext } from './pointing';
import { Stages } from './Stages';
import { Timeline } from './Timeline';
import { useFreightPages } from './useFreightPages';
import { useProjectView } from './useProjectView';

interface Props {
  path: string;
  panel: Panel | null;
}

/** `/kargo/project/…/`: the Freight of a project, its stages, and what is between them. */
export function ProjectPage({ path, panel }: Props) {
  const m = useMessages();
  const hub = useHub();
  const polled = usePolled<Board>(`${projectPath(path)}/board`, boardMoves);
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
        <Shown board={value} path={path} panel={panel} />
      ) : error === null || lost ? (
        <Loading />
      ) : (
        <Problem error={error} />
      )}
    </div>
  );
}

function Shown({ board, path, panel }: Props & { board: Board }) {
  const m = useMessages();
  const [pointing] = useState(() => new Pointing());
  const project = useProjectView(board);
  const { colors } = project;
  const api = projectPath(path);
  const view = useMemo(() => ({ board, api, colors }), [api, board, colors]);
  const pages = useFreightPages(`${api}/freight`, '', board.freight, board);
  useLayoutEffect(() => {
    const look = () => {
      pointing.look(panelFocus(panel), (focus) =>
        focus === null ? null : (named(focus, board, pages.snapshot().freight) ?? null),
      );
    };
    look();
    return pages.subscribe(look);
  }, [board, pages, panel, pointing]);
  return (
    <ProjectContext value={project}>
      <BoardContext value={view}>
        <FreightContext value={pages}>
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
              <Timeline />
              <Stages />
            </PointingContext>
            {panel === null ? null : <PanelHost panel={panel} />}
          </Questions>
        </FreightContext>
      </BoardContext>
    </ProjectContext>
  );
}

function named({ kind, name }: NonNullable<Focus>, board: Board, freight: readonly Freight[]) {
  return kind === 'freight'
    ? freight.find((each) => each.name === name)
    : board.stages.find((each) => each.name === name);
}

/** What an open drawer is about stays marked while nothing else is pointed at. */
function panelFocus(panel: Panel | null): Focus {
  return panel?.kind === 'freight' || panel?.kind === 'stage' ? { kind: panel.kind, name: panel.name } : null;
}
