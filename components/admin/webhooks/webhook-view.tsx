"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { backLink, quietLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { DeliveryRow, EndpointRow } from "@/lib/contract/admin/operator-views";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { deliveryWords } from "@/lib/format/state-words";
import { ActionButton } from "../parts/action-button";
import { type Column, DataTable } from "../parts/data-table";
import { endpointStates } from "./webhooks-view";

type Props = { endpoint: EndpointRow & { deliveries: DeliveryRow[] } };
const looks = { pending: "neutral", delivered: "success", failed: "destructive" } as const;

/** One endpoint and what was sent to it last, without what the events say: that is about its owner's photos. */
export function WebhookView({ endpoint }: Props) {
  const { id, url, userId, email, state, since, deliveries } = endpoint;
  const columns: Column<DeliveryRow>[] = [
    { head: "Event", cell: ({ type }) => <code className="font-mono text-xs">{type}</code> },
    { head: "Status", cell: ({ status }) => <Badge variant={looks[status]}>{deliveryWords[status]}</Badge> },
    {
      head: "Answer",
      from: "md",
      cell: ({ answer, attempts }) => (attempts > 1 ? `${answer}, ${attempts} attempts` : answer),
    },
    {
      head: "When",
      from: "sm",
      cell: ({ createdAt }) => <Time at={createdAt} format={formatSince} title={formatMoment} />,
    },
    {
      head: "Actions",
      className: "text-right",
      cell: (delivery) => (
        <ActionButton
          size="sm"
          path={`/api/admin/webhooks/${id}/deliveries/${delivery.id}/replay`}
          method="POST"
          done="The event is being sent again"
        >
          Send again
        </ActionButton>
      ),
    },
  ];
  const enable = (
    <ActionButton
      path={`/api/admin/webhooks/${id}/enable`}
      method="POST"
      done="The endpoint is on; what waited is being sent"
    >
      Switch on
    </ActionButton>
  );
  return (
    <>
      <Link href="/admin/webhooks" className={backLink}>
        Webhooks
      </Link>
      <PageHeader title="Webhook endpoint" actions={state === "off" ? enable : null}>
        <span className="break-all">{url}</span>
      </PageHeader>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Badge variant={endpointStates[state].variant}>{endpointStates[state].label}</Badge>
        {since && state !== "on" ? (
          <span>
            since <Time at={since} format={formatMoment} />
          </span>
        ) : null}
        <Link href={`/admin/users/${userId}`} className={quietLink}>
          {email}
        </Link>
      </p>
      {deliveries.length > 0 ? (
        <DataTable label="Deliveries" columns={columns} rows={deliveries} />
      ) : (
        <p className="text-muted-foreground text-sm">Nothing was sent to it in the last 30 days.</p>
      )}
    </>
  );
}
