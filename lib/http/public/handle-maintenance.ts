import "server-only";
import type { Maintenance, MaintenanceAnswer } from "../../contract/maintenance";
import type { RequestContext } from "../route/endpoint";
import type { Studio } from "../studio/studio";

/** What pages say while no new photo is taken. A time that is over is not said: the studio opens when the operator says so. */
export function readMaintenance({ settings, clock }: Studio): Maintenance {
  const { MAINTENANCE, MAINTENANCE_MESSAGE: message = null, MAINTENANCE_UNTIL: until } = settings;
  if (!MAINTENANCE) return null;
  const isAhead = until !== undefined && new Date(until) > clock.now();
  return { message, until: isAhead ? new Date(until).toISOString() : null };
}

/** For pages that were open before. */
export async function handleReadMaintenance({ studio }: RequestContext): Promise<Response> {
  return Response.json({ maintenance: readMaintenance(studio) } satisfies MaintenanceAnswer);
}
