import type { ProjectSummary } from '../api/types';
import { useMessages } from '../i18n/context';
import { stageColors } from '../model/colors';
import { healthLook, isTroubled, stageLook, type Look } from '../model/phases';
import { isBad, movingCount, problemCount } from '../model/projects';
import { Link } from '../routing/Link';
import { Button } from '../ui/Button';
import { HealthMark } from '../ui/HealthMark';
import { Icon } from '../ui/Icon';
import { State } from '../ui/State';
import { colorStyle } from '../ui/StageTag';

const MOST_STAGES = 6;

interface Props {
  project: ProjectSummary;
  favourite: boolean;
  onFavourite: (path: string) => void;
}

export function ProjectCard({ project, favourite, onFavourite }: Props) {
  const m = useMessages();
  const colors = stageColors(project.stages);
  const more = project.stages.length - MOST_STAGES;
  return (
    <article
      className={`kgo-project ${project.archived ? 'kgo-project--archived' : ''}`}
      aria-label={project.path}
    >
      <header className="kgo-project__head">
        <div className="kgo-project__names">
          {project.owner === '' ? null : <p className="kgo-project__owner">{project.owner}</p>}
          <h2 className="kgo-project__name">
            <Link to={{ page: 'project', path: project.path, panel: null }} className="kgo-project__link">
              {project.name}
            </Link>
          </h2>
        </div>
        <Button
          compact
          kind="tertiary"
          icon="star"
          label={m.projects.favourite(project.name)}
          aria-pressed={favourite}
          className="kgo-project__star"
          onClick={() => {
            onFavourite(project.path);
          }}
        />
      </header>
      <Health project={project} />
      <ul className="kgo-project__stages">
        {project.stages.slice(0, MOST_STAGES).map((stage) => (
          <li key={stage.name} className="kgo-pip" style={colorStyle(colors.get(stage.name))}>
            <span className={`kgo-pip__phase kgo-tone--${stageLook[stage.phase].tone}`}>
              <Icon name={stageLook[stage.phase].icon} />
              <span className="kgo-visually-hidden">{m.stagePhase[stage.phase]}</span>
            </span>
            <span className="kgo-pip__stage">
              {stage.name}{' '}
              {stage.health === 'Unhealthy' ? <HealthMark status={stage.health} issues={[]} /> : null}
            </span>
            <span className="kgo-pip__freight">{stage.freight === '' ? '—' : stage.freight}</span>
          </li>
        ))}
      </ul>
      {project.stages.length === 0 ? <p className="kgo-muted">{m.projects.noStages}</p> : null}
      {more > 0 ? <p className="kgo-muted">{m.projects.moreStages(more)}</p> : null}
    </article>
  );
}

function Health({ project }: { project: ProjectSummary }) {
  const m = useMessages();
  if (project.archived) {
    return <State look={{ tone: 'quiet', icon: 'folder' }}>{m.projects.archived}</State>;
  }
  const problems = problemCount(project);
  if (problems > 0) {
    return <State look={worst(project)}>{m.projects.problems(problems)}</State>;
  }
  if (project.stages.every((stage) => stage.phase === 'Empty' || stage.phase === 'Passing')) {
    return <State look={stageLook.Empty}>{m.projects.fresh}</State>;
  }
  const moving = movingCount(project);
  return moving > 0 ? (
    <State look={stageLook.Promoting}>{m.projects.motion(moving)}</State>
  ) : (
    <State look={stageLook.Ready}>{m.projects.calm}</State>
  );
}

function worst(project: ProjectSummary): Look {
  const failed = project.stages.find((stage) => isTroubled(stage.phase));
  return failed !== undefined
    ? stageLook[failed.phase]
    : project.stages.some(isBad)
      ? healthLook.Unhealthy
      : stageLook.Waiting;
}
