import type { Messages } from './en';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times and durations in the reader's language. All take ISO 8601 or milliseconds. */
export class Formats {
  private readonly relative: Intl.RelativeTimeFormat;
  private readonly full: Intl.DateTimeFormat;
  private readonly clock: Intl.DateTimeFormat;
  private readonly date: Intl.DateTimeFormat;
  private readonly dateOfYear: Intl.DateTimeFormat;

  constructor(
    locale: string,
    private readonly messages: Messages,
  ) {
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
    this.full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
    this.clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    this.date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    this.dateOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  ago(iso: string, now: number): string {
    const past = now - Date.parse(iso);
    if (past < MINUTE) {
      return this.messages.justNow;
    }
    if (past < HOUR) {
      return this.relative.format(-Math.floor(past / MINUTE), 'minute');
    }
    if (past < 2 * DAY) {
      return this.relative.format(-Math.floor(past / HOUR), 'hour');
    }
    if (past < 60 * DAY) {
      return this.relative.format(-Math.floor(past / DAY), 'day');
    }
    return this.dateOfYear.format(new Date(iso));
  }

  exact(iso: string): string {
    return this.full.format(new Date(iso));
  }

  time(iso: string): string {
    return this.clock.format(new Date(iso));
  }

  /** The day as a heading: today, yesterday, or the date. */
  day(iso: string, now: number): string {
    const then = new Date(iso);
    const today = new Date(now);
    const days = Math.round((startOfDay(today) - startOfDay(then)) / DAY);
    if (days <= 0) {
      return this.messages.today;
    }
    if (days === 1) {
      return this.messages.yesterday;
    }
    return (then.getFullYear() === today.getFullYear() ? this.date : this.dateOfYear).format(then);
  }

  duration(milliseconds: number): string {
    const { units } = this.messages;
    if (milliseconds < SECOND) {
      return units.belowSecond;
    }
    const seconds = Math.floor(milliseconds / SECOND);
    if (milliseconds < MINUTE) {
      return `${String(seconds)} ${units.second}`;
    }
    if (milliseconds < HOUR) {
      return pair(Math.floor(seconds / 60), units.minute, seconds % 60, units.second);
    }
    if (milliseconds < DAY) {
      return pair(Math.floor(seconds / 3600), units.hour, Math.floor(seconds / 60) % 60, units.minute);
    }
    return pair(Math.floor(seconds / 86_400), units.day, Math.floor(seconds / 3600) % 24, units.hour);
  }
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const first = `${String(large)} ${largeUnit}`;
  return small === 0 ? first : `${first} ${String(small)} ${smallUnit}`;
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
