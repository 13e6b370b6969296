import "server-only";
import { balanceSchema } from "../../contract/answers";
import { listMovements } from "../../credits/list-movements";
import { readBalance } from "../../credits/read-balance";
import { describeCapabilities } from "../jobs/describe-capabilities";
import type { CallerContext, RequestContext } from "../route/endpoint";

export async function handleBalance({ studio, caller }: CallerContext): Promise<Response> {
  return Response.json(balanceSchema.parse(await readBalance(studio.db, caller.userId)));
}

export async function handleMovements({ studio, caller }: CallerContext): Promise<Response> {
  return Response.json({ movements: await listMovements(studio.db, caller.userId, { limit: 50 }) });
}

/** Open to everyone: the workbench shows what can be chosen before anybody signs in. */
export async function handleCapabilities({ studio }: RequestContext): Promise<Response> {
  return Response.json(await describeCapabilities(studio));
}
