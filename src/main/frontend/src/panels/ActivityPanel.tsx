import type { Event, EventList } from '../api/types';
import { useBoard } from '../board/context';
import { useFormats, useMessages } from '../i18n/context';
import { neverMoves, usePolled } from '../live/usePolled';
import { useNow } from '../live/useNow';
import { eventWords, groupBy } from '../model/events';
import { Drawer } from '../ui/Drawer';
import { Loading, Problem } from '../ui/Problem';
import { Part } from './Part';
import { useClose } from './useClose';

/** Who did what, newest first, day by day. */
export function ActivityPanel() {
  const m = useMessages();
  const close = useClose();
  const { api } = useBoard();
  const { value, error } = usePolled<EventList>(`${api}/events`, neverMoves);
  return (
    <Drawer title={m.activity.title} onClose={close}>
      {value === null ? (
        error === null ? (
          <Loading />
        ) : (
          <Problem error={error} />
        )
      ) : (
        <Days events={value.events} />
      )}
    </Drawer>
  );
}

function Days({ events }: { events: readonly Event[] }) {
  const m = useMessages();
  const formats = useFormats();
  const now = useNow();
  if (events.length === 0) {
    return <p className="kgo-muted">{m.activity.empty}</p>;
  }
  return groupBy(events, (event) => formats.day(event.at, now)).map(([day, each]) => (
    <Part key={day} title={day}>
      <ol className="kgo-events">
        {each.map((event) => (
          <li key={`${event.at} ${event.type} ${event.subject}`} className="kgo-event">
            <time className="kgo-event__time" dateTime={event.at} title={formats.exact(event.at)}>
              {formats.time(event.at)}
            </time>
            <p className="kgo-event__text">
              <strong>{event.actor === '' ? m.kargo : event.actor}</strong> {eventWords(event.type, m)}{' '}
              <span className="kgo-event__subject">{event.subject}</span>
              {event.message === '' ? null : <span className="kgo-event__message">{event.message}</span>}
            </p>
          </li>
        ))}
      </ol>
    </Part>
  ));
}
