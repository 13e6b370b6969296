import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { WebhookDeliveryAnswer } from "@/lib/contract/webhooks";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { DeliveryStatusBadge } from "../status-badges";

type Props = { deliveries: WebhookDeliveryAnswer[]; paused: boolean; onOpen: (id: string) => void };

/** Newest first; on phones everything but the button moves below the event. */
export function DeliveryTable({ deliveries, paused, onOpen }: Props) {
  return (
    <Table label="Deliveries">
      <TableHeader>
        <TableRow>
          <TableHead className="pl-0">Event</TableHead>
          <TableHead className="max-sm:hidden">Status</TableHead>
          <TableHead className="max-md:hidden">Response</TableHead>
          <TableHead className="max-sm:hidden">When</TableHead>
          <TableHead className="pr-0">
            <span className="sr-only">Actions</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} paused={paused} onOpen={() => onOpen(delivery.id)} />
        ))}
      </TableBody>
    </Table>
  );
}

type RowProps = { delivery: WebhookDeliveryAnswer; paused: boolean; onOpen: () => void };

function DeliveryRow({ delivery, paused, onOpen }: RowProps) {
  const when = <Time at={delivery.createdAt} format={formatSince} title={formatMoment} />;
  return (
    <TableRow>
      <TableCell className="pl-0">
        <span className="flex flex-wrap items-center gap-2">
          <code className="font-mono text-[0.8125rem]">{delivery.type}</code>
          {delivery.isTest ? <Badge variant="outline">Test</Badge> : null}
        </span>
        <span className="mt-1.5 flex flex-wrap items-center gap-2 text-muted-foreground text-xs sm:hidden">
          <DeliveryStatusBadge {...delivery} paused={paused} />
          {when}
        </span>
      </TableCell>
      <TableCell className="max-sm:hidden">
        <DeliveryStatusBadge {...delivery} paused={paused} />
      </TableCell>
      <TableCell className="text-muted-foreground tabular-nums max-md:hidden">{describeAnswer(delivery)}</TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">{when}</TableCell>
      <TableCell className="w-px pr-0 text-right">
        <Button variant="outline" size="sm" aria-label={`Details of ${delivery.type}`} onClick={onOpen}>
          Details
        </Button>
      </TableCell>
    </TableRow>
  );
}

function describeAnswer({ lastAttempt, attempts }: WebhookDeliveryAnswer): string {
  if (!lastAttempt) return "–";
  const answer = lastAttempt.status === null ? "No answer" : String(lastAttempt.status);
  return attempts > 1 ? `${answer}, ${attempts} attempts` : answer;
}
