import type { BuildLink as Link } from '../api/types';
import { useMessages } from '../i18n/context';
import { BuildLink } from '../ui/BuildLink';

/** A build and its log; a dash where there is none. */
export function BuildFact({ build }: { build: Link }) {
  const m = useMessages();
  if (build.id === '') {
    return '—';
  }
  return (
    <>
      <BuildLink build={build} />
      {build.url === '' ? null : (
        <>
          {' · '}
          <BuildLink build={build} page="console" label={m.promotion.log} />
        </>
      )}
    </>
  );
}
