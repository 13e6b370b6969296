const minuteMs = 60_000;
const steps = [
  { unit: "day", ms: 24 * 60 * minuteMs },
  { unit: "hour", ms: 60 * minuteMs },
  { unit: "minute", ms: minuteMs },
] as const;
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** "just now", "3 minutes ago", "yesterday"; the date itself once a week has passed. */
export function formatAgo(date: Date, now: Date): string {
  const ms = date.getTime() - now.getTime();
  if (Math.abs(ms) >= 7 * steps[0].ms) return formatDay(date);
  const step = steps.find((candidate) => Math.abs(ms) >= candidate.ms);
  return step ? relative.format(Math.trunc(ms / step.ms), step.unit) : "just now";
}

/** "Nov 22, 2026" in UTC, the same on server and browser. */
export const formatDay = (date: Date): string => day.format(date);

/** Day and time in UTC, for the record: "Nov 22, 2026, 3:10 PM UTC". */
export const formatMoment = (date: Date): string => `${moment.format(date)} UTC`;
