import type { ProjectSummary, StageSummary } from '../api/types';
import { isMoving, isTroubled, needsAttention } from './phases';

export type ProjectFilter = 'all' | 'attention' | 'moving' | 'favourites';

/** How urgent a project is: failures, then what waits for people, then what moves, then calm, then archived. */
function urgency(project: ProjectSummary): number {
  if (project.archived) {
    return 4;
  }
  if (project.stages.some(isBad)) {
    return 0;
  }
  if (project.stages.some(concerns)) {
    return 1;
  }
  return project.stages.some((stage) => isMoving(stage.phase)) ? 2 : 3;
}

/** Something failed in the stage, or what it holds is not well. */
export function isBad(stage: StageSummary): boolean {
  return isTroubled(stage.phase) || stage.health === 'Unhealthy';
}

function concerns(stage: StageSummary): boolean {
  return isBad(stage) || needsAttention(stage.phase);
}

export function problemCount(project: ProjectSummary): number {
  return project.stages.filter(concerns).length;
}

export function movingCount(project: ProjectSummary): number {
  return project.stages.filter((stage) => isMoving(stage.phase) && !concerns(stage)).length;
}

/** Problems first, then favourites, then by path. */
export function sortProjects(
  projects: readonly ProjectSummary[],
  favourites: ReadonlySet<string>,
): ProjectSummary[] {
  const key = (project: ProjectSummary) => urgency(project) * 2 + (favourites.has(project.path) ? 0 : 1);
  return [...projects].sort((one, other) => key(one) - key(other) || one.path.localeCompare(other.path));
}

export function passes(
  project: ProjectSummary,
  filter: ProjectFilter,
  text: string,
  favourites: ReadonlySet<string>,
): boolean {
  return inFilter(project, filter, favourites) && mentions(project, text.trim().toLowerCase());
}

function inFilter(project: ProjectSummary, filter: ProjectFilter, favourites: ReadonlySet<string>): boolean {
  switch (filter) {
    case 'attention':
      return problemCount(project) > 0;
    case 'moving':
      return project.stages.some((stage) => isMoving(stage.phase));
    case 'favourites':
      return favourites.has(project.path);
    default:
      return true;
  }
}

function mentions(project: ProjectSummary, text: string): boolean {
  return (
    text === '' ||
    project.path.toLowerCase().includes(text) ||
    project.stages.some(
      (stage) => stage.name.toLowerCase().includes(text) || stage.freight.toLowerCase().includes(text),
    )
  );
}
