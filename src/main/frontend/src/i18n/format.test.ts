import { describe, expect, it } from 'vitest';
import { language } from './context';

const english = language('en').formats;
const german = language('de-AT').formats;
const now = Date.parse('2026-05-12T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1_000).toISOString();

describe('ages', () => {
  it.each([
    [5, 'just now'],
    [-30, 'just now'],
    [90, '1 min. ago'],
    [2 * 3_600, '2 hr. ago'],
    [47 * 3_600, '47 hr. ago'],
    [3 * 86_400, '3 days ago'],
  ])('%d seconds ago is "%s"', (seconds, words) => {
    expect(english.ago(ago(seconds), now)).toBe(words);
  });

  it('become a date after two months', () => {
    expect(english.ago(ago(90 * 86_400), now)).toBe('Feb 11, 2026');
  });

  it('speak German', () => {
    expect(german.ago(ago(5), now)).toBe('gerade eben');
    expect(german.ago(ago(300), now)).toBe('vor 5 Min.');
  });
});

describe('durations', () => {
  it.each([
    [40, '< 1 s'],
    [12_400, '12 s'],
    [60_000, '1 min'],
    [83_000, '1 min 23 s'],
    [3_600_000 + 5 * 60_000, '1 h 5 min'],
    [50 * 3_600_000, '2 d 2 h'],
  ])('%d ms are "%s"', (milliseconds, words) => {
    expect(english.duration(milliseconds)).toBe(words);
  });
});

describe('days', () => {
  it('have names when they are near', () => {
    expect(english.day(ago(0), now)).toBe('Today');
    expect(english.day(ago(86_400), now)).toBe('Yesterday');
    expect(english.day(ago(5 * 86_400), now)).toBe('May 7');
  });
});

describe('a language', () => {
  it('is English when there is no table', () => {
    expect(language('fr').messages).toBe(language('en').messages);
  });

  it('stands a tag that is none', () => {
    expect(language('de_DE').messages.close).toBe('Schließen');
    expect(language('en-!!').locale).toBe('en');
  });
});
