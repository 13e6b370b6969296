import { createContext, useContext, useMemo, useSyncExternalStore } from "react";

/** How dates are written: the language tag that gives their order, the clock of 12 or 24 hours, and the zone. */
export type ReaderForm = { locale: string; timeZone: string; hour12: boolean };

/** What the server writes, which knows no reader; the browser's first render repeats it. */
export const serverForm: ReaderForm = { locale: "en-US", timeZone: "UTC", hour12: true };

/**
 * English words, since the page is English, in the order and on the clock of the reader's region: `de-DE` gives "22 Nov 2026,
 * 16:10".
 * @param preferred the browser's language tag; one that is none, such as "en-US@posix", counts as American English
 */
export function formFor(preferred: string, timeZone: string): ReaderForm {
  const language = checkLanguage(preferred);
  const region = new Intl.Locale(language).maximize().region ?? "US";
  const { hour12 = true } = new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions();
  return { locale: `en-${region}`, timeZone, hour12 };
}

function checkLanguage(tag: string): string {
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    return serverForm.locale;
  }
}

let own: ReaderForm | undefined;
/** Zone and language of a browser do not change while a page is open, and React needs the same object each time. */
function readOwnForm(): ReaderForm {
  own ??= formFor(navigator.language, new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  return own;
}
const never = () => () => {};

const ReaderZone = createContext<string | null>(null);
/** The zone that its reader has chosen to read times in, around whatever shows them; null is the browser's own. */
export const ReaderZoneProvider = ReaderZone.Provider;

/** The form in another zone; as it is for null, and for a zone that this browser does not know. */
export function inZone(form: ReaderForm, timeZone: string | null): ReaderForm {
  if (timeZone === null) return form;
  try {
    new Intl.DateTimeFormat(form.locale, { timeZone });
    return { ...form, timeZone };
  } catch {
    return form;
  }
}

/** The reader's own form; the server's until the page has come to life, so that both render the same. */
export function useReaderForm(): ReaderForm {
  const form = useSyncExternalStore(never, readOwnForm, () => serverForm);
  const timeZone = useContext(ReaderZone);
  return useMemo(() => inZone(form, timeZone), [form, timeZone]);
}
