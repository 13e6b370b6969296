import type { Server } from "node:http";
import { runStopHooks, startDraining } from "../lib/lifecycle/stop-hooks";

/** What answers of jobs that have just ended still need to reach their callers. */
const lastAnswersMs = 1_000;

/**
 * Stops in an order that loses no request. At once readiness fails and every answer ends its connection, while everything is
 * still served; when `drained` resolves, load balancers have had time to see that, and the server stops listening; then what
 * runs is ended by the stop hooks, and its answers go out.
 */
export async function stopServing(server: Server, drained: Promise<void>): Promise<void> {
  startDraining();
  await drained;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  for (const { name, error } of await runStopHooks()) console.error(`Stopping ${name} failed:`, error);
  const late = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
  server.closeIdleConnections();
  await closed;
  clearTimeout(late);
}
