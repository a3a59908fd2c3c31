import { useFormats } from '../i18n/context';
import { useNow, useSeconds } from '../live/useNow';

/** How long ago something was; the exact time is its tooltip. */
export function Age({ at }: { at: string }) {
  const formats = useFormats();
  const now = useNow();
  return (
    <time dateTime={at} title={formats.exact(at)} className="kgo-age">
      {formats.ago(at, now)}
    </time>
  );
}

/** How long something took, or takes so far. */
export function Duration({ from, to }: { from: string; to: string | null }) {
  return to === null ? <Running from={from} /> : <Took milliseconds={Date.parse(to) - Date.parse(from)} />;
}

function Running({ from }: { from: string }) {
  return <Took milliseconds={useSeconds() - Date.parse(from)} />;
}

function Took({ milliseconds }: { milliseconds: number }) {
  const formats = useFormats();
  return <span className="kgo-duration">{formats.duration(Math.max(0, milliseconds))}</span>;
}
