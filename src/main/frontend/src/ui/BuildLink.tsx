import type { BuildLink as Link } from '../api/types';
import { useRootUrl } from '../api/context';

/** To a page of a build; the plain name where the build has no page. */
export function BuildLink({ build, page = '', label }: { build: Link; page?: string; label?: string }) {
  const rootUrl = useRootUrl();
  const text = label ?? (build.displayName === '' ? build.id : build.displayName);
  return build.url === '' ? (
    <span>{text}</span>
  ) : (
    <a className="kgo-link" href={`${rootUrl}/${build.url}${page}`}>
      {text}
    </a>
  );
}
