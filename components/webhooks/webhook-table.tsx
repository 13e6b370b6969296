import Link from "next/link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { DeliveryStatusBadge, WebhookStatusBadge } from "./status-badges";

/** One row for each endpoint; on phones everything moves below the URL. */
export function WebhookTable({ endpoints }: { endpoints: WebhookEndpointAnswer[] }) {
  return (
    <div className="rounded-xl border bg-card px-2 sm:px-3">
      <Table label="Webhook endpoints">
        <TableHeader>
          <TableRow>
            <TableHead>URL</TableHead>
            <TableHead className="max-lg:hidden">Events</TableHead>
            <TableHead className="max-sm:hidden">Status</TableHead>
            <TableHead className="max-md:hidden">Last delivery</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function EndpointRow({ endpoint }: { endpoint: WebhookEndpointAnswer }) {
  const { id, url, description, events } = endpoint;
  return (
    <tr className="group relative transition-colors hover:bg-accent/60">
      <TableCell className="w-full max-w-0">
        {/* The whole row is the link's target; the link itself stays one short text for the keyboard. */}
        <Link
          href={`/console/webhooks/${id}`}
          title={url}
          className="block truncate font-medium after:absolute after:inset-0 group-hover:underline group-hover:underline-offset-4"
        >
          {url}
        </Link>
        {description ? <p className="truncate text-muted-foreground text-xs">{description}</p> : null}
        <p className="mt-1 truncate font-mono text-muted-foreground text-xs lg:hidden">{events.join(", ")}</p>
        <p className="mt-1.5 flex flex-wrap items-center gap-2 text-muted-foreground text-xs md:hidden">
          <span className="sm:hidden">
            <WebhookStatusBadge {...endpoint} />
          </span>
          <LastDelivery endpoint={endpoint} />
        </p>
      </TableCell>
      <TableCell className="whitespace-nowrap font-mono text-muted-foreground text-xs max-lg:hidden">
        {events.map((type) => (
          <span key={type} className="block">
            {type}
          </span>
        ))}
      </TableCell>
      <TableCell className="max-sm:hidden">
        <WebhookStatusBadge {...endpoint} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
        <LastDelivery endpoint={endpoint} />
      </TableCell>
    </tr>
  );
}

function LastDelivery({ endpoint: { lastDelivery, disabledReason } }: { endpoint: WebhookEndpointAnswer }) {
  if (!lastDelivery) return <>Nothing sent yet</>;
  return (
    <span className="inline-flex items-center gap-2">
      <DeliveryStatusBadge {...lastDelivery} paused={disabledReason !== null} />
      <Time at={lastDelivery.createdAt} format={formatSince} title={formatMoment} />
    </span>
  );
}
