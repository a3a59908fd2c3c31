import { useEffect, useState } from 'react';
import type { ProjectList as Projects } from '../api/types';
import { useMessages } from '../i18n/context';
import { useHub } from '../live/hub';
import { usePolled } from '../live/usePolled';
import { isMoving } from '../model/phases';
import { passes, sortProjects, type ProjectFilter } from '../model/projects';
import { Button } from '../ui/Button';
import { Choice } from '../ui/Choice';
import { ConnectionNotice, Loading, Problem } from '../ui/Problem';
import { SearchBox } from '../ui/SearchBox';
import { EmptyState } from './EmptyState';
import { useFavourites } from './favourites';
import { ProjectCard } from './ProjectCard';

function anyMoves({ projects }: Projects): boolean {
  return projects.some((project) => project.stages.some((stage) => isMoving(stage.phase)));
}

/** `/kargo/`: every project that the reader may see, problems first. */
export function ProjectList() {
  const m = useMessages();
  const hub = useHub();
  const { value, error, lost } = usePolled<Projects>('/projects', anyMoves);
  useEffect(() => {
    document.title = m.home;
  }, [m]);
  return (
    <div className="kgo-home">
      <div className="kgo-home__head">
        <h1 className="kgo-title">{m.projects.title}</h1>
        <p className="kgo-muted">{m.projects.subtitle}</p>
      </div>
      <ConnectionNotice lost={lost} onRetry={hub.refresh} />
      {value === null ? error === null ? <Loading /> : <Problem error={error} /> : <Found {...value} />}
    </div>
  );
}

function Found({ projects }: Projects) {
  const m = useMessages();
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<ProjectFilter>('all');
  const [favourites, toggle] = useFavourites();
  if (projects.length === 0) {
    return <EmptyState />;
  }
  const shown = sortProjects(projects, favourites).filter((each) => passes(each, filter, text, favourites));
  const count = (which: ProjectFilter) =>
    projects.filter((each) => passes(each, which, text, favourites)).length;
  return (
    <>
      <div className="kgo-home__tools">
        <SearchBox label={m.projects.search} value={text} onChange={setText} />
        <Choice
          label={m.projects.filters}
          value={filter}
          onChange={setFilter}
          options={(['all', 'attention', 'moving', 'favourites'] as const).map((value) => ({
            value,
            label: m.projects[value],
            count: count(value),
          }))}
        />
      </div>
      {shown.length === 0 ? (
        <div className="kgo-none">
          <p>{m.projects.none}</p>
          <Button
            label={m.projects.clear}
            onClick={() => {
              setText('');
              setFilter('all');
            }}
          />
        </div>
      ) : (
        <div className="kgo-projects">
          {shown.map((project) => (
            <ProjectCard
              key={project.path}
              project={project}
              favourite={favourites.has(project.path)}
              onFavourite={toggle}
            />
          ))}
        </div>
      )}
    </>
  );
}
