import { useFormats, useMessages } from '../i18n/context';
import { useSeconds } from '../live/useNow';

const MINUTE_MS = 60_000;
/** Beyond this nobody counts seconds. */
const COARSE_MS = 2 * MINUTE_MS;

/** How long it is until a time; nothing is left of it when the time has come. */
export function Until({ at }: { at: string }) {
  const m = useMessages();
  const formats = useFormats();
  const exact = Date.parse(at) - useSeconds();
  const left = exact > COARSE_MS ? Math.ceil(exact / MINUTE_MS) * MINUTE_MS : exact;
  return (
    <time dateTime={at} title={formats.exact(at)} className="kgo-until">
      {left <= 0 ? m.now : m.inTime(formats.duration(left))}
    </time>
  );
}
