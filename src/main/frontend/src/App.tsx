import { useMemo } from 'react';
import { Api } from './api/client';
import { ApiContext, RootUrlContext } from './api/context';
import { ProjectPage } from './board/ProjectPage';
import { language, LanguageContext, useMessages } from './i18n/context';
import { ProjectList } from './projects/ProjectList';
import { HistoryContext, useRoute } from './routing/context';
import { History } from './routing/history';
import { Link } from './routing/Link';
import { Toasts } from './ui/Toasts';

export interface Shell {
  rootUrl: string;
  locale: string;
}

export function App({ rootUrl, locale }: Shell) {
  const api = useMemo(() => new Api(rootUrl), [rootUrl]);
  const history = useMemo(() => new History(rootUrl), [rootUrl]);
  const spoken = useMemo(() => language(locale), [locale]);
  return (
    <RootUrlContext value={rootUrl}>
      <ApiContext value={api}>
        <HistoryContext value={history}>
          <LanguageContext value={spoken}>
            <div className="kgo" lang={spoken.locale}>
              <Toasts>
                <Page />
              </Toasts>
            </div>
          </LanguageContext>
        </HistoryContext>
      </ApiContext>
    </RootUrlContext>
  );
}

function Page() {
  const route = useRoute();
  switch (route.page) {
    case 'projects':
      return <ProjectList />;
    case 'project':
      return <ProjectPage key={route.path} path={route.path} panel={route.panel} />;
    default:
      return <Unknown />;
  }
}

function Unknown() {
  const m = useMessages();
  return (
    <div className="kgo-none">
      <h1 className="kgo-title">{m.notFound}</h1>
      <p>
        <Link className="kgo-link" to={{ page: 'projects' }}>
          {m.toProjects}
        </Link>
      </p>
    </div>
  );
}
