import "server-only";
import { balanceSchema } from "../../contract/answers";
import { listMovements } from "../../credits/list-movements";
import { readBalance } from "../../credits/read-balance";
import { sessionCaller } from "../auth/session-caller";
import type { RequestContext } from "../route/request-context";

export async function handleBalance(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  return Response.json(balanceSchema.parse(await readBalance(context.studio.db, userId)));
}

export async function handleMovements(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  return Response.json({ movements: await listMovements(context.studio.db, userId, { limit: 50 }) });
}

/** Open to everyone: the workbench shows what can be chosen before anybody signs in. */
export async function handleCapabilities(context: RequestContext): Promise<Response> {
  return Response.json(await context.studio.provider.capabilities());
}
