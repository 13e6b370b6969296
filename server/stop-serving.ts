import type { Server } from "node:http";
import { runStopHooks, startDraining } from "../lib/lifecycle/stop-hooks";

/** For requests that run no photo here, to be answered before what they use is closed. With what jobs may take, below the 29 s of a stop. */
const requestsMs = 5_000;
/** What answers of jobs that have just ended still need to reach their callers. */
const lastAnswersMs = 1_000;

/**
 * Stops in an order that loses no request. At once readiness fails and every answer ends its connection, while everything is
 * still served; when `drained` resolves, load balancers have had time to see that, and the server stops listening. Requests that
 * are under way have `withinMs`; then what still runs, photos above all, is ended by the stop hooks, and its answers go out.
 */
export async function stopServing(server: Server, drained: Promise<void>, withinMs = requestsMs): Promise<void> {
  startDraining();
  await drained;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await endsWithin(closed, withinMs);
  for (const { name, error } of await runStopHooks()) console.error(`Stopping ${name} failed:`, error);
  server.closeIdleConnections();
  if (await endsWithin(closed, lastAnswersMs)) return;
  server.closeAllConnections();
  await closed;
}

async function endsWithin(end: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const isEnded = await Promise.race([end.then(() => true as const), late]);
  clearTimeout(timer);
  return isEnded;
}
