import type { JobResource } from "../../../../lib/contract/v1/jobs";
import type { CommandNamed } from "../command-line/read-command";
import { connectStudio } from "../login/connect-studio";
import { findLogin } from "../login/find-login";
import { formatTable } from "../screen/format-table";

const mostOnAPage = 100;

/** The account's latest jobs, newest first. */
export async function jobs({ limit, status, json }: CommandNamed<"jobs">): Promise<void> {
  const found = await listJobs(limit, status);
  if (json) process.stdout.write(found.map((job) => `${JSON.stringify(job)}\n`).join(""));
  else
    process.stdout.write(formatTable(["created (UTC)", "status", "model", "credits", "size", "job"], found.map(toRow)));
}

async function listJobs(limit: number, status?: JobResource["status"]): Promise<JobResource[]> {
  const client = connectStudio(await findLogin());
  const found: JobResource[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listJobs({ limit: Math.min(limit - found.length, mostOnAPage), status, cursor });
    found.push(...page.jobs);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && found.length < limit);
  return found;
}

function toRow({ createdAt, status, order, creditsCharged, width, height, jobId }: JobResource): string[] {
  const created = createdAt.slice(0, 16).replace("T", " ");
  return [created, status, order.model, String(creditsCharged), `${width} × ${height}`, jobId];
}
