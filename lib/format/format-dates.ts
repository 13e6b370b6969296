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
const monthDay = { day: "numeric", month: "short" } as const;
const parts = {
  year: { year: "numeric" },
  monthDay,
  day: { ...monthDay, year: "numeric" },
  clock: {},
  moment: { ...monthDay, year: "numeric" },
} as const;

/** Making one takes longer than using it a hundred times. */
function writerFor({ locale, timeZone, hour12 }: DateForm, part: keyof typeof parts): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${hour12} ${part}`;
  const time = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit", hourCycle: hour12 ? "h12" : "h23" } as const;
  const hasTime = part === "clock" || part === "moment";
  const options = { ...parts[part], ...(hasTime ? time : {}), timeZone };
  const writer = writers.get(key) ?? new Intl.DateTimeFormat(locale, options);
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

/** When files go, by the reader's calendar: "Deleted on Dec 5", with its year where that is another, "Deleted today at 3:10 PM". */
export function formatDeletion(date: Date, form: DateForm, now = new Date()): string {
  const isSame = (part: "day" | "year") => {
    const writer = writerFor(form, part);
    return writer.format(date) === writer.format(now);
  };
  if (isSame("day")) return `Deleted today at ${writerFor(form, "clock").format(date)}`;
  return `Deleted on ${writerFor(form, isSame("year") ? "monthDay" : "day").format(date)}`;
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
