import { iconPaths, type IconName } from './icons';

/** Decorative: what it means always stands beside it, or in the label of the button that it fills. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      className={`kgo-icon kgo-icon--${name} ${className}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
