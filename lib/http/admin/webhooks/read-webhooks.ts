import "server-only";
import { z } from "zod";
import type { DeliveryRow, EndpointRow, Page } from "../../../contract/admin/operator-views";
import type { WebhookEndpoint } from "../../../generated/prisma/client";
import { listAllEndpoints, showEndpoint } from "../../../operator/webhooks/all-webhooks";
import { studio } from "../../studio/studio";
import { accountSchema, cursorSchema, idOf } from "../page-addresses";

const pageSize = 50;
type Delivery = Awaited<ReturnType<typeof showEndpoint>>["deliveries"][number];

/** The filters as the page's address has them; what is no value of one is left out. */
export const endpointFilterSchema = z.object({
  account: accountSchema,
  state: z.enum(["on", "failing", "off"]).optional().catch(undefined),
  cursor: cursorSchema,
});

export async function readEndpoints({
  account,
  ...filter
}: z.output<typeof endpointFilterSchema>): Promise<Page<EndpointRow>> {
  const request = { ...filter, userId: await idOf(account), limit: pageSize };
  const { rows, nextCursor } = await listAllEndpoints(studio().db, request);
  return { rows: rows.map(({ last, ...row }) => toEndpointRow(row, last)), nextCursor };
}

/** @throws {AppError} not_found */
export async function readEndpoint(id: string): Promise<EndpointRow & { deliveries: DeliveryRow[] }> {
  const { endpoint, deliveries } = await showEndpoint(studio().db, id);
  return { ...toEndpointRow(endpoint, deliveries[0] ?? null), deliveries: deliveries.map(toDeliveryRow) };
}

function toEndpointRow(row: WebhookEndpoint & { user: { email: string } }, last: Delivery | null): EndpointRow {
  const { id, userId, user, url, disabledAt, disabledReason, failingSince } = row;
  const state = disabledAt ? "off" : failingSince ? "failing" : "on";
  return {
    id,
    userId,
    email: user.email,
    url,
    state,
    reason: disabledReason,
    since: (disabledAt ?? failingSince)?.toISOString() ?? null,
    last: last && toDeliveryRow(last),
  };
}

function toDeliveryRow({ id, event, status, attempts, createdAt, tries }: Delivery): DeliveryRow {
  const [last] = tries;
  const answer = last ? (last.failure ?? `Answered ${last.status}`) : "Not sent yet";
  return { id, type: event.type, status, attempts, createdAt: createdAt.toISOString(), answer };
}
