const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const steps = [
  { unit: "day", ms: dayMs },
  { unit: "hour", ms: hourMs },
  { unit: "minute", ms: minuteMs },
] as const;
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** "just now", "3 minutes ago", "yesterday"; the date itself once a week has passed. */
export function formatAgo(date: Date, now = new Date()): string {
  const ms = date.getTime() - now.getTime();
  if (Math.abs(ms) >= 7 * dayMs) return formatDay(date);
  const step = steps.find((candidate) => Math.abs(ms) >= candidate.ms);
  return step ? relative.format(Math.trunc(ms / step.ms), step.unit) : "just now";
}

/** "Nov 22, 2026" in UTC, the same on server and browser. */
export const formatDay = (date: Date): string => day.format(date);

/** Day and time in UTC, for the record: "Nov 22, 2026, 3:10 PM UTC". */
export const formatMoment = (date: Date): string => `${moment.format(date)} UTC`;

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
