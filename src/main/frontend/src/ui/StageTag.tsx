import type { CSSProperties } from 'react';

/** Sets the colour that a stage's marks take; through the CSSOM, as a strict policy wants it. */
export function colorStyle(color: string | undefined): CSSProperties {
  return { '--kgo-own': color ?? 'var(--kgo-gray)' } as CSSProperties;
}

/** The name of a stage with its colour. */
export function StageTag({ name, color }: { name: string; color: string | undefined }) {
  return (
    <span className="kgo-tag" style={colorStyle(color)}>
      <span className="kgo-tag__dot" />
      <span className="kgo-tag__name">{name}</span>
    </span>
  );
}
