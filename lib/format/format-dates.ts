const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const steps = [
  { unit: "day", ms: dayMs },
  { unit: "hour", ms: hourMs },
  { unit: "minute", ms: minuteMs },
] as const;
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How dates are written for one reader: order and words of `locale`, clock, zone. */
export type DateForm = { locale: string; timeZone: string; hour12: boolean };
/** The same for everybody, on server and browser. Days without a time, as in usage, are days of UTC. */
export const utcForm: DateForm = { locale: "en-US", timeZone: "UTC", hour12: true };

const writers = new Map<string, Intl.DateTimeFormat>();
/** Making one takes longer than using it a hundred times. */
function writerFor({ locale, timeZone, hour12 }: DateForm, part: "day" | "moment"): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${hour12} ${part}`;
  const date = { day: "numeric", month: "short", year: "numeric", timeZone } as const;
  const time = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit", hourCycle: hour12 ? "h12" : "h23" } as const;
  const writer = writers.get(key) ?? new Intl.DateTimeFormat(locale, part === "day" ? date : { ...date, ...time });
  writers.set(key, writer);
  return writer;
}

/** "just now", "3 minutes ago", "yesterday"; the date itself once a week has passed. */
export function formatAgo(date: Date, now = new Date(), form = utcForm): string {
  const ms = date.getTime() - now.getTime();
  if (Math.abs(ms) >= 7 * dayMs) return formatDay(date, form);
  const step = steps.find((candidate) => Math.abs(ms) >= candidate.ms);
  return step ? relative.format(Math.trunc(ms / step.ms), step.unit) : "just now";
}

/** formatAgo as of now, in the reader's form. */
export const formatSince = (date: Date, form: DateForm): string => formatAgo(date, new Date(), form);

/** "Nov 22, 2026". */
export const formatDay = (date: Date, form = utcForm): string => writerFor(form, "day").format(date);

/** Day and time, for the record: "Nov 22, 2026, 4:10 PM"; with " UTC" where that is the zone. */
export const formatMoment = (date: Date, form = utcForm): string =>
  `${writerFor(form, "moment").format(date)}${form.timeZone === "UTC" ? " UTC" : ""}`;

/** Of whom it is written for; by default the browser's own. */
type Reader = { locale?: string; timeZone?: string };

/** When files go, by the reader's calendar: "Deleted on Dec 5", with its year where that is another, "Deleted today at 3:10 PM". */
export function formatDeletion(
  date: Date,
  now = new Date(),
  { locale = readersEnglish(), timeZone }: Reader = {},
): string {
  const write = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);
  const year = (at: Date) => write(at, { year: "numeric" });
  const isThisYear = year(date) === year(now);
  const day = { day: "numeric", month: "short", year: isThisYear ? undefined : "numeric" } as const;
  if (write(date, { dateStyle: "short" }) !== write(now, { dateStyle: "short" }))
    return `Deleted on ${write(date, day)}`;
  return `Deleted today at ${write(date, { timeStyle: "short" })}`;
}

/** The order of day and month that the reader is used to, in the language of the pages. */
function readersEnglish(): string {
  const own = Intl.DateTimeFormat().resolvedOptions().locale;
  return own.startsWith("en") ? own : "en";
}

/** How long something took: "0.4 s", "12 s", "2 min 5 s". */
export function formatProcessing(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** How much time is left, its two largest units: "6d 23h", "3h 5m", "4m". "none" once it is over. */
export function formatTimeLeft(until: Date, now: Date): string {
  const ms = until.getTime() - now.getTime();
  if (ms <= 0) return "none";
  const [days, hours, minutes] = [Math.floor(ms / dayMs), Math.floor(ms / hourMs) % 24, Math.floor(ms / minuteMs) % 60];
  if (days > 0) return hours > 0 ? `${days}d ${hours}h` : `${days}d`;
  if (hours > 0) return minutes > 0 ? `${hours}h ${minutes}m` : `${hours}h`;
  return `${Math.max(1, minutes)}m`;
}
