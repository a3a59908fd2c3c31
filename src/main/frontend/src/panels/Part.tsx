import { useId, type ReactNode } from 'react';

/** A titled part of a drawer. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="kgo-part" aria-labelledby={id}>
      <h3 className="kgo-part__title" id={id}>
        {title}
      </h3>
      {children}
    </section>
  );
}

/** Facts as pairs of a name and what it is. */
export function Facts({ facts }: { facts: readonly [string, ReactNode][] }) {
  return (
    <dl className="kgo-facts">
      {facts.map(([name, value]) => (
        <div key={name} className="kgo-facts__pair">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
