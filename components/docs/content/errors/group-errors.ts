import { type Problem, problems } from "@/lib/contract/problems";

export type ErrorGroup = { status: number; name: string; cause: string; retry: string; codes: Problem["code"][] };

const afterWait = "Yes, after Retry-After seconds.";
const never = "No. Change the request first.";
const groups: Omit<ErrorGroup, "codes">[] = [
  { status: 400, name: "Bad request", cause: "The form or its image cannot be used.", retry: never },
  { status: 401, name: "Unauthorized", cause: "The key is missing, wrong or no longer active.", retry: never },
  {
    status: 403,
    name: "Forbidden",
    cause: "The key is valid, but the key or the account is not allowed to do this.",
    retry: never,
  },
  { status: 404, name: "Not found", cause: "There is nothing here that your account can see.", retry: never },
  { status: 405, name: "Method not allowed", cause: "The endpoint does not support this method.", retry: never },
  { status: 409, name: "Conflict", cause: "The request conflicts with the current state.", retry: never },
  { status: 410, name: "Gone", cause: "It existed but is gone.", retry: "No. Get a new link first." },
  {
    status: 422,
    name: "Unprocessable",
    cause: "The request does not match an earlier one.",
    retry: never,
  },
  {
    status: 429,
    name: "Too many requests",
    cause: "A rate limit was reached, or the studio is full right now.",
    retry: afterWait,
  },
  { status: 500, name: "Internal error", cause: "An error in the studio.", retry: "Yes, after a while." },
  {
    status: 502,
    name: "Bad gateway",
    cause: "The colorize provider, or the payment service, failed.",
    retry: "Yes, after a while.",
  },
  {
    status: 503,
    name: "Service unavailable",
    cause: "The service is switched off or not set up, or a part of it is down for now.",
    retry: "Later, once the person who runs the studio has changed it. With Retry-After: after that many seconds.",
  },
];

/** Codes that differ from the rest of their status. */
const ownRetries: Partial<Record<Problem["code"], string>> = {
  image_url_unreachable: "Once the URL returns an image.",
  insufficient_credits: "Once the account has enough credits.",
  idempotency_in_progress: "Yes, with the same key, after Retry-After seconds.",
  job_not_finished: "Yes, once the job has ended.",
  job_canceled: "Yes, if you still want the photo.",
  job_deleted: "With another Idempotency-Key.",
  storage_limit: "Once files of the account are gone.",
  maintenance: afterWait,
  storage_full: afterWait,
  storage_unavailable: afterWait,
  database_unavailable: afterWait,
  engine_failed: afterWait,
  internal_error: "Yes, once or twice. If it still fails, report it.",
};

/** Whether sending the same request again can help. */
export const retryOf = (code: Problem["code"], { retry }: ErrorGroup): string => ownRetries[code] ?? retry;

/** Every code of the contract under its status; the groups are in the order of their status. */
export function groupErrors(): ErrorGroup[] {
  const codes = Object.keys(problems) as Problem["code"][];
  return groups.map((group) => ({ ...group, codes: codes.filter((code) => problems[code].status === group.status) }));
}
