import "server-only";
import type { RequestContext } from "../route/endpoint";

type Check = "ok" | "failing";

/** Says that the process answers: an orchestrator restarts it when this fails. */
export const handleLive = async (): Promise<Response> => Response.json({ status: "ok" });

/** Says whether database and provider work; 503 while one of them does not, so that a load balancer sends no traffic. */
export async function handleReady({ studio, log }: RequestContext): Promise<Response> {
  const check = (name: string, work: Promise<unknown>): Promise<Check> =>
    work.then(
      () => "ok" as const,
      (error: unknown) => {
        log.warn({ err: error, check: name }, "health check failing");
        return "failing" as const;
      },
    );
  const [database, engine] = await Promise.all([
    check("database", studio.db.$queryRaw`SELECT 1`),
    check("engine", studio.provider.checkHealth()),
  ]);
  const ok = database === "ok" && engine === "ok";
  return Response.json({ status: ok ? "ok" : "failing", checks: { database, engine } }, { status: ok ? 200 : 503 });
}
