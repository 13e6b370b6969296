import { formatBytes } from "../../format/format-files";
import { formatCount } from "../../format/format-numbers";
import { judgeBackup, judgeModels, judgeProcesses, judgeStorage } from "./check-upkeep";
import { type Finding, finding, formatAge, type Judge, type StudioFacts } from "./studio-facts";

const littleRoom = 5_000_000_000;
const longWaitSeconds = 300;
const slowMs = 250;
/** With fewer jobs one failure says nothing. */
const fewJobs = 10;

/** What each part of the studio is like, in words, and what to do where something is wrong. Always in the same order. */
export const checkStudio = (facts: StudioFacts): Finding[] => judges.map((judge) => judge(facts));

const judgeEngine: Judge = ({ instances, engineFault }) => {
  const workers = instances.reduce((sum, { engineWorkers }) => sum + engineWorkers, 0);
  if (engineFault)
    return finding("Engine", "bad", `Photos cannot be colorized: ${engineFault}`, "See the models", "/admin/models");
  if (workers === 0)
    return finding(
      "Engine",
      "bad",
      "No process of this studio colorizes photos.",
      "Start one with ROLE=worker or ROLE=all.",
    );
  const photos = instances.reduce((sum, instance) => sum + instance.photos, 0);
  const busy = photos >= workers ? "; all are busy" : "";
  return finding(
    "Engine",
    "ok",
    `${formatCount(photos, "photo")} in work for ${formatCount(workers, "engine worker")}${busy}.`,
  );
};

const judgeQueue: Judge = ({ queue: { waiting, oldestSeconds } }) => {
  if (waiting === 0) return finding("Queue", "ok", "No photo waits.");
  const wait = `${formatCount(waiting, "photo")} ${waiting === 1 ? "waits" : "wait"}, the oldest for ${formatWait(oldestSeconds)}.`;
  if (oldestSeconds < longWaitSeconds) return finding("Queue", "ok", wait);
  return finding(
    "Queue",
    "warn",
    wait,
    "More engine workers, on this machine or another one, shorten it.",
    "/admin/jobs?status=queued",
  );
};

const judgeSuccess: Judge = ({ jobs: { succeeded, failed } }) => {
  const ended = succeeded + failed;
  if (ended === 0) return finding("Success", "ok", "No photo ended in the last 24 hours.");
  const sentence = `${succeeded} of ${formatCount(ended, "photo")} succeeded in the last 24 hours.`;
  if (ended < fewJobs || failed / ended < 0.05) return finding("Success", "ok", sentence);
  const state = failed / ended >= 0.25 ? "bad" : "warn";
  return finding("Success", state, sentence, "See why they failed", "/admin/jobs?status=failed");
};

const judgeDatabase: Judge = ({ database: { bytes, roundTripMs, isEmbedded } }) => {
  const kind = isEmbedded ? "Embedded" : "PostgreSQL";
  const sentence = `${kind}, ${formatBytes(bytes)}; it answers in ${Math.max(1, Math.round(roundTripMs))} ms.`;
  if (roundTripMs < slowMs) return finding("Database", "ok", sentence);
  return finding("Database", "warn", sentence, "It is slow now: see whether the machine or the network is busy.");
};

const judgeDisk: Judge = ({ usableBytes }) => {
  if (usableBytes <= 0)
    return finding(
      "Disk",
      "bad",
      "The disk is full, and new photos are refused.",
      "Make room on the disk of DATA_DIR.",
    );
  const sentence = `${formatBytes(usableBytes)} left for photos.`;
  if (usableBytes >= littleRoom) return finding("Disk", "ok", sentence);
  return finding(
    "Disk",
    "warn",
    sentence,
    "Make room on the disk of DATA_DIR, or shorten RETENTION_HOURS.",
    "/admin/settings",
  );
};

const judgeMail: Judge = ({ mail: { isSent, waiting, failed, unread } }) => {
  if (!isSent) {
    const sentence = `Mails are kept here and sent to nobody${unread > 0 ? `; ${formatCount(unread, "is unread", "are unread")}` : ""}.`;
    return finding("Mail", "warn", sentence, "Set SMTP_URL and MAIL_FROM, or read them here.", "/admin/mail");
  }
  if (failed > 0)
    return finding(
      "Mail",
      "bad",
      `${formatCount(failed, "mail")} of the last 7 days could not be sent.`,
      "See why",
      "/admin/mail",
    );
  return finding("Mail", "ok", waiting === 0 ? "Everything is sent." : `${formatCount(waiting, "mail")} on the way.`);
};

const judgePayments: Judge = ({ stripe: { isOn, isHalf, isTest, pending, failed, lastEventAt }, now }) => {
  if (isHalf)
    return finding(
      "Payments",
      "bad",
      "Only one of Stripe's two secrets is set.",
      "Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.",
      "/admin/settings",
    );
  if (!isOn) return finding("Payments", "ok", "Off: credits are given, not sold.");
  if (failed > 0)
    return finding(
      "Payments",
      "bad",
      `${formatCount(failed, "event")} of Stripe could not be applied.`,
      "See why, and apply again",
      "/admin/payments",
    );
  if (pending > 0)
    return finding(
      "Payments",
      "warn",
      `${formatCount(pending, "event")} of Stripe ${pending === 1 ? "waits" : "wait"} to be applied.`,
      "Look again in a minute",
      "/admin/payments",
    );
  const last = lastEventAt ? `the last event came ${formatAge(lastEventAt, now)}` : "Stripe has told of nothing yet";
  return finding("Payments", "ok", `${isTest ? "Test mode" : "Live"}; ${last}.`);
};

const judgeLedger: Judge = ({ ledger, now }) => {
  if (ledger === null) return finding("Ledger", "warn", "Not checked yet.", "Check it now");
  const when = formatAge(ledger.at, now);
  if (ledger.violations > 0)
    return finding(
      "Ledger",
      "bad",
      `${formatCount(ledger.violations, "row")} broke a rule ${when}.`,
      "Check again; if it stays, restore a backup beside it and compare.",
    );
  return finding("Ledger", "ok", `Adds up to the credit, checked ${when}.`);
};

const judgeWebhooks: Judge = ({ webhooks: { failing, off } }) => {
  if (failing + off === 0) return finding("Webhooks", "ok", "Every endpoint answers.");
  const sentence = `${failing} failing, ${off} switched off.`;
  return finding("Webhooks", "warn", sentence, "See which", `/admin/webhooks?state=${off > 0 ? "off" : "failing"}`);
};

const judges: Judge[] = [
  judgeEngine,
  judgeProcesses,
  judgeModels,
  judgeQueue,
  judgeSuccess,
  judgeDatabase,
  judgeDisk,
  judgeStorage,
  judgeMail,
  judgePayments,
  judgeLedger,
  judgeWebhooks,
  judgeBackup,
];

const formatWait = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
