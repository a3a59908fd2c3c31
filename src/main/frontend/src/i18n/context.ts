import { createContext, useContext } from 'react';
import { de } from './de';
import { en, type Messages } from './en';
import { Formats } from './format';

export interface Language {
  locale: string;
  messages: Messages;
  formats: Formats;
}

/** @param tag such as `de` or `de-AT`; every language without a table reads English */
export function language(tag: string): Language {
  const [wanted = 'en'] = canonical(tag.replaceAll('_', '-'));
  const german = wanted.startsWith('de');
  const messages = german ? de : en;
  const locale = german || wanted.startsWith('en') ? wanted : 'en';
  return { locale, messages, formats: new Formats(locale, messages) };
}

function canonical(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}

export const LanguageContext = createContext<Language>(language('en'));

export function useMessages(): Messages {
  return useContext(LanguageContext).messages;
}

export function useFormats(): Formats {
  return useContext(LanguageContext).formats;
}
