import type { ReactNode } from 'react';
import type { Look } from '../model/phases';
import { Icon } from './Icon';

/** A band that says something about the whole page. */
export function Notice({
  look,
  children,
  role,
}: {
  look: Look;
  children: ReactNode;
  role?: 'alert' | 'status';
}) {
  return (
    <div className={`kgo-notice kgo-tone--${look.tone}`} role={role}>
      <Icon name={look.icon} />
      <div className="kgo-notice__text">{children}</div>
    </div>
  );
}
