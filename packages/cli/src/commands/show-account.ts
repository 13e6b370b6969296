import type { Job } from "pixomax-client";
import type { BalanceCommand, JobsCommand } from "../command-line/define-program";
import { connectStudio, findLogin } from "../login/find-login";
import { formatCount, formatTable } from "../screen/messages";

const maxJobsPerPage = 100;

/** Writes the account's credits to standard output. */
export async function showBalance({ json }: BalanceCommand): Promise<void> {
  const { credits } = await connectStudio(await findLogin()).getAccount();
  const held = credits.held > 0 ? `, ${credits.held} held by running jobs` : "";
  process.stdout.write(
    json ? `${JSON.stringify(credits)}\n` : `${formatCount(credits.available, "credit")} available${held}\n`,
  );
}

/** Writes the account's latest jobs to standard output, newest first. */
export async function showJobs({ limit, status, json }: JobsCommand): Promise<void> {
  const jobs = await listJobs(limit, status);
  const head = ["created (UTC)", "status", "model", "credits", "size", "job"];
  process.stdout.write(
    json ? jobs.map((job) => `${JSON.stringify(job)}\n`).join("") : formatTable(head, jobs.map(toRow)),
  );
}

async function listJobs(limit: number, status?: Job["status"]): Promise<Job[]> {
  const client = connectStudio(await findLogin());
  const jobs: Job[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listJobs({ limit: Math.min(limit - jobs.length, maxJobsPerPage), status, cursor });
    jobs.push(...page.jobs);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && jobs.length < limit);
  return jobs;
}

function toRow({ createdAt, status, order, creditsCharged, width, height, jobId }: Job): string[] {
  const created = createdAt.slice(0, 16).replace("T", " ");
  return [created, status, order.model, String(creditsCharged), `${width} × ${height}`, jobId];
}
