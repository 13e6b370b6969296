import { fetchJson, fetchNothing } from "@/lib/client/api-client";
import { ApiProblem } from "@/lib/client/api-problem";
import { balanceSchema, coloredSampleSchema } from "@/lib/contract/answers";
import { type JobAnswer, jobListSchema } from "@/lib/contract/console-jobs";

/** How many photos one question may name. */
const batch = 50;

/** What the queue asks of the studio beside sending. Everything rejects with ApiProblem, `offline` when nothing answers. */
export type QueueServer = {
  /** The jobs that were sent with these clientRefs, newest first. */
  findByRefs(clientRefs: string[], signal?: AbortSignal): Promise<JobAnswer[]>;
  /** The account's successful jobs of photos with these hashes, newest first. */
  findByHashes(hashes: string[]): Promise<JobAnswer[]>;
  /** False when the job had ended. */
  cancel(jobId: string): Promise<boolean>;
  /** A job that is gone already counts as deleted. `leaving`: the page ends, and the request must not end with it. */
  deleteJob(jobId: string, options?: { leaving: boolean }): Promise<void>;
  /** One of the studio's own samples in color, for guests too; free. `name` is one of sampleNames. */
  colorSample(name: string, signal: AbortSignal): Promise<{ outputUrl: string }>;
  isUp(): Promise<boolean>;
  isSignedIn(): Promise<boolean>;
};

export const queueServer: QueueServer = {
  findByRefs: (clientRefs, signal) => findInBatches("refs", clientRefs, signal),
  findByHashes: async (hashes) =>
    (await findInBatches("sha256", hashes)).filter(({ status }) => status === "succeeded"),
  async cancel(jobId) {
    return accept("job_already_ended", () => fetchNothing(`/api/console/jobs/${jobId}/cancel`, { method: "POST" }));
  },
  async deleteJob(jobId, { leaving } = { leaving: false }) {
    await accept("not_found", () =>
      fetchNothing(`/api/console/jobs/${jobId}`, { method: "DELETE", keepalive: leaving }),
    );
  },
  colorSample: (name, signal) =>
    fetchJson(`/api/samples/${encodeURIComponent(name)}`, coloredSampleSchema, { method: "POST", signal }),
  isUp: () =>
    fetchNothing("/api/health/live").then(
      () => true,
      // Whatever answers is there.
      (error: unknown) => error instanceof ApiProblem && error.status > 0,
    ),
  isSignedIn: () =>
    fetchJson("/api/console/balance", balanceSchema).then(
      () => true,
      () => false,
    ),
};

async function findInBatches(name: "refs" | "sha256", values: string[], signal?: AbortSignal): Promise<JobAnswer[]> {
  const jobs: JobAnswer[] = [];
  for (let from = 0; from < values.length; from += batch) {
    const query = new URLSearchParams({ [name]: values.slice(from, from + batch).join(","), limit: "100" });
    jobs.push(...(await fetchJson(`/api/console/jobs?${query}`, jobListSchema, { signal })).jobs);
  }
  return jobs;
}

/** False when the request was refused with this code. */
async function accept(code: ApiProblem["code"], request: () => Promise<void>): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === code) return false;
    throw error;
  }
}
