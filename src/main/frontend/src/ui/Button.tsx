import type { ButtonHTMLAttributes } from 'react';
import { Icon } from './Icon';
import type { IconName } from './icons';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  icon?: IconName;
  kind?: 'primary' | 'tertiary' | 'destructive';
  /** Shows only the icon; the label is read out and shown as tooltip. */
  compact?: boolean;
  label: string;
};

/** A button in Jenkins' own dress. */
export function Button({ icon, kind, compact = false, label, className = '', ...rest }: Props) {
  const dress =
    kind === 'destructive' ? 'kgo-button--destructive' : kind === undefined ? '' : `jenkins-button--${kind}`;
  return (
    <button
      type="button"
      className={`jenkins-button ${dress} kgo-button ${compact ? 'kgo-button--compact' : ''} ${className}`}
      {...(compact ? { 'aria-label': label, title: label } : {})}
      {...rest}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {compact ? null : <span>{label}</span>}
    </button>
  );
}
