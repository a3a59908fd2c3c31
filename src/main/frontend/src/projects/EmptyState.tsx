import { useMessages } from '../i18n/context';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import { JENKINSFILE, MANIFEST } from './examples';

/** What somebody sees who has just installed the plugin: how to begin. */
export function EmptyState() {
  const m = useMessages();
  return (
    <section className="kgo-begin" aria-labelledby="kgo-begin">
      <Icon name="passing" className="kgo-begin__icon" />
      <h2 id="kgo-begin" className="kgo-begin__title">
        {m.projects.empty}
      </h2>
      <div className="kgo-begin__files">
        <div className="kgo-begin__file">
          <p>{m.projects.emptyText}</p>
          <Example name={m.projects.jenkinsfile} text={JENKINSFILE} />
        </div>
        <div className="kgo-begin__file">
          <p>{m.projects.emptyThen}</p>
          <Example name={m.projects.manifest} text={MANIFEST} />
        </div>
      </div>
    </section>
  );
}

function Example({ name, text }: { name: string; text: string }) {
  return (
    <figure className="kgo-example">
      <figcaption className="kgo-example__name">
        <code>{name}</code>
        <CopyButton text={text} />
      </figcaption>
      {/* A long line scrolls, also by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="kgo-example__text" tabIndex={0} role="region" aria-label={name}>
        {text}
      </pre>
    </figure>
  );
}
