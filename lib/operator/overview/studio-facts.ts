import { formatCount } from "../../format/format-numbers";

/** What is known about the studio at one moment. `null` where something could not be asked. */
export type StudioFacts = {
  instances: RunningInstance[];
  /** Why colorizing is not possible now; null when it is. */
  engineFault: string | null;
  queue: { waiting: number; running: number; oldestSeconds: number };
  /** Of the last 24 hours. */
  jobs: { succeeded: number; failed: number };
  database: { bytes: number; roundTripMs: number; isEmbedded: boolean };
  /** What photos may still take up. */
  usableBytes: number;
  storage: { isBucket: boolean; fault: string | null };
  mail: { isSent: boolean; waiting: number; failed: number; unread: number };
  stripe: {
    isOn: boolean;
    isHalf: boolean;
    isTest: boolean;
    pending: number;
    failed: number;
    lastEventAt: Date | null;
  };
  /** Null: never checked. */
  ledger: { violations: number; at: Date } | null;
  webhooks: { failing: number; off: number };
  models: ModelFacts;
  /** The last good one that was made on the pages; null: none was. */
  backup: BackupFacts | null;
  now: Date;
};
export type RunningInstance = {
  role: "all" | "web" | "worker";
  version: string;
  engineWorkers: number;
  /** Photos that it has in work. */
  photos: number;
  startedAt: Date;
};
/** Of the process that is asked; `used` is 0 where it colorizes nothing itself. */
export type ModelFacts = { used: number; loaded: number; faults: string[] };
export type BackupFacts = {
  at: Date;
  /** When the last one was made that lies on another disk than the data, or was downloaded; null: none does. */
  elsewhereAt: Date | null;
  /** When one could not be made since. */
  failedAt: Date | null;
};
export type Finding = {
  area: string;
  state: "ok" | "warn" | "bad";
  sentence: string;
  /** What to do; null where nothing is. */
  action: { text: string; href: string | null } | null;
};

const hourMs = 3_600_000;

export type Judge = (facts: StudioFacts) => Finding;
export const finding = (
  area: string,
  state: Finding["state"],
  sentence: string,
  text?: string,
  href: string | null = null,
) => ({
  area,
  state,
  sentence,
  action: text ? { text, href } : null,
});

/** In hours below two days, else in days. */
export function formatAge(at: Date, now: Date): string {
  const hours = (now.getTime() - at.getTime()) / hourMs;
  if (hours < 1) return "less than an hour ago";
  return hours < 48
    ? `${formatCount(Math.floor(hours), "hour")} ago`
    : `${formatCount(Math.floor(hours / 24), "day")} ago`;
}
