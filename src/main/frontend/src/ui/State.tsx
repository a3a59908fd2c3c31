import type { Look } from '../model/phases';
import { Icon } from './Icon';

/** A state in icon and words. */
export function State({ look, children, pill = false }: { look: Look; children: string; pill?: boolean }) {
  return (
    <span className={`kgo-state kgo-tone--${look.tone} ${pill ? 'kgo-state--pill' : ''}`}>
      <Icon name={look.icon} />
      <span className="kgo-state__text">{children}</span>
    </span>
  );
}
