import "server-only";
import type { MaintenanceAnswer } from "../../contract/admin/maintenance";
import { storageFull } from "../../errors/explain-fault";
import { proveStudio, questionPattern } from "../../instances/prove-studio";
import { isDraining } from "../../lifecycle/stop-hooks";
import { readUsableBytes } from "../../storage/disk-space";
import { readMaintenance } from "../route/check-service-open";
import type { RequestContext } from "../route/endpoint";
import type { Studio } from "../studio/studio";

type Check = "ok" | "failing";

/**
 * Says that the process answers: an orchestrator restarts it when this fails. To a question of the studio's own start, which wants
 * to know whether PUBLIC_URL leads here, it proves which studio it is.
 */
export async function handleLive({ request, studio }: RequestContext): Promise<Response> {
  const question = request.nextUrl.searchParams.get("question") ?? "";
  const proof = questionPattern.test(question) ? { proof: proveStudio(studio.settings.LINK_SECRET, question) } : {};
  return Response.json({ status: "ok", ...proof });
}

/** Whether photos are taken, for pages that were open before. */
export async function handleReadMaintenance({ studio }: RequestContext): Promise<Response> {
  return Response.json({ maintenance: readMaintenance(studio) } satisfies MaintenanceAnswer);
}

/**
 * Says whether database, provider and storage work and the disk has room; 503 while one of them does not, until the engine's models are
 * in memory, and from the moment the process is told to stop, so that a load balancer sends no traffic.
 */
export async function handleReady({ studio, log }: RequestContext): Promise<Response> {
  if (isDraining()) return Response.json({ status: "stopping" }, { status: 503 });
  if (studio.provider.isLoading?.()) return Response.json({ status: "starting" }, { status: 503 });
  const check = (name: string, work: Promise<unknown>): Promise<Check> =>
    work.then(
      () => "ok" as const,
      (error: unknown) => {
        log.warn({ err: error, check: name }, "health check failing");
        return "failing" as const;
      },
    );
  const [database, engine, storage, disk] = await Promise.all([
    check("database", studio.db.$queryRaw`SELECT 1`),
    check("engine", studio.provider.checkHealth()),
    check("storage", studio.storage.checkHealth()),
    check("disk", checkDisk(studio)),
  ]);
  const ok = [database, engine, storage, disk].every((one) => one === "ok");
  // These are named only when they fail: monitors compare the whole answer of a studio that is well.
  const failing = Object.fromEntries(Object.entries({ storage, disk }).filter(([, one]) => one !== "ok"));
  const checks = { database, engine, ...failing };
  // Of a chain, which works as long as one of its providers does.
  const states = studio.provider.states?.();
  const providers = states && { providers: Object.fromEntries(states.map(({ name, state }) => [name, state])) };
  return Response.json({ status: ok ? "ok" : "failing", checks, ...providers }, { status: ok ? 200 : 503 });
}

async function checkDisk({ settings }: Studio): Promise<void> {
  if ((await readUsableBytes(settings)) <= 0) throw storageFull();
}
