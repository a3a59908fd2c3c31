import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { useHistory } from './context';
import type { Route } from './route';

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> & { to: Route };

/** A link within the page: a plain click stays here, a modified one opens a tab as any link does. */
export function Link({ to, children, ...rest }: Props) {
  const history = useHistory();
  const onClick = (event: MouseEvent) => {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      history.navigate(to);
    }
  };
  return (
    <a href={history.url(to)} onClick={onClick} {...rest}>
      {children}
    </a>
  );
}
