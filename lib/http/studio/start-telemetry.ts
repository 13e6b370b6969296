import "server-only";
import { version } from "../../../package.json";
import { summarizeHolds } from "../../credits/read-balance";
import { listInstances } from "../../instances/instance-rows";
import { summarizeQueues } from "../../queue/summarize-queues";
import { readUsableBytes } from "../../storage/disk-space";
import { metrics } from "../../telemetry/metrics";
import { readAtScrape } from "../../telemetry/render-metrics";
import { startTracing } from "../../telemetry/start-tracing";
import type { Studio } from "./studio";

const roles = ["all", "web", "worker"] as const;

/** Before anything else starts: what metrics read when they are asked for, and the export of traces where it is set. */
export async function startTelemetry({ settings, db, clock, colorize }: Studio): Promise<void> {
  const { openHolds, heldCredits, oldestHold, queueMessages, queueWait, instances, usableBytes, buildInfo } = metrics();
  buildInfo.set({ version, role: settings.ROLE }, 1);
  readAtScrape("holds", async () => {
    const { holds, credits, oldestSeconds } = await summarizeHolds(db, clock.now());
    openHolds.set(holds);
    heldCredits.set(credits);
    oldestHold.set(oldestSeconds);
  });
  readAtScrape("queues", async () => {
    for (const { name: queue, due, delayed, waitSeconds } of await summarizeQueues(db)) {
      queueMessages.set({ queue, state: "due" }, due);
      queueMessages.set({ queue, state: "delayed" }, delayed);
      queueWait.set({ queue }, waitSeconds);
    }
  });
  readAtScrape("instances", async () => {
    const running = await listInstances(db);
    for (const role of roles) instances.set({ role }, running.filter((one) => one.role === role).length);
  });
  readAtScrape("disk", async () => usableBytes.set(await readUsableBytes(settings)));
  const resource = { version, role: settings.ROLE, instance: colorize.runner.id };
  await startTracing(settings.OTEL_EXPORTER_OTLP_ENDPOINT, resource);
}
