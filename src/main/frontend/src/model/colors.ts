/** Kargo's colour names, as the CSS variable of this page's style sheet that stands for each. */
const NAMED: Record<string, string> = {
  red: 'red',
  orange: 'orange',
  amber: 'yellow',
  yellow: 'yellow',
  lime: 'lime',
  green: 'green',
  emerald: 'green',
  teal: 'teal',
  cyan: 'cyan',
  sky: 'cyan',
  blue: 'blue',
  indigo: 'indigo',
  violet: 'purple',
  purple: 'purple',
  fuchsia: 'pink',
  pink: 'pink',
  rose: 'pink',
  brown: 'brown',
  gray: 'gray',
  grey: 'gray',
  slate: 'gray',
  zinc: 'gray',
};

/** In this order, neighbours differ well. */
const GENERATED = [
  'cyan',
  'purple',
  'orange',
  'teal',
  'pink',
  'lime',
  'indigo',
  'yellow',
  'green',
  'brown',
] as const;

/**
 * The colour of a stage as a CSS value. The annotation is somebody's text: only a known name or a hexadecimal colour is
 * taken, anything else counts as none, and a stage without one gets a colour by its place.
 */
export function stageColor(annotation: string | null, index: number): string {
  const text = (annotation ?? '').trim().toLowerCase();
  const named = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  if (named !== undefined) {
    return `var(--kgo-${named})`;
  }
  if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(text)) {
    return text;
  }
  return `var(--kgo-${GENERATED[index % GENERATED.length] ?? 'gray'})`;
}

/** Stage to colour, by the order in which the stages are declared. */
export function stageColors(
  stages: readonly { name: string; color: string | null }[],
): ReadonlyMap<string, string> {
  return new Map(stages.map((stage, index) => [stage.name, stageColor(stage.color, index)]));
}
