import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { MailAnswer } from "@/lib/contract/accounts/mailbox";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { useRetryMail } from "./use-mailbox";

type Props = { mails: MailAnswer[]; onOpen: (mail: MailAnswer) => void };

/** Newest first; on phones everything moves below the subject. */
export function MailTable({ mails, onOpen }: Props) {
  return (
    <div className="rounded-xl border bg-card px-2 sm:px-3">
      <Table label="Mails">
        <TableHeader>
          <TableRow>
            <TableHead>Mail</TableHead>
            <TableHead className="max-sm:hidden">State</TableHead>
            <TableHead className="max-sm:hidden">Written</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} onOpen={() => onOpen(mail)} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function MailRow({ mail, onOpen }: { mail: MailAnswer; onOpen: () => void }) {
  const { subject, to, state, createdAt, failure, hasText } = mail;
  const written = <Time at={createdAt} format={formatSince} title={formatMoment} />;
  return (
    <TableRow>
      <TableCell className="w-full max-w-0">
        <span className="block break-words font-medium">{subject}</span>
        <span className="block break-words text-muted-foreground">{to}</span>
        {failure && state !== "sent" ? (
          <span className="mt-1 block break-words text-destructive text-xs">{failure}</span>
        ) : null}
        <span className="mt-1.5 flex flex-wrap items-center gap-2 text-muted-foreground text-xs sm:hidden">
          <StateBadge mail={mail} /> {written}
        </span>
      </TableCell>
      <TableCell className="max-sm:hidden">
        <StateBadge mail={mail} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">{written}</TableCell>
      <TableCell>
        <div className="flex justify-end gap-2 max-sm:flex-col">
          {state === "failed" && hasText ? <RetryButton mail={mail} /> : null}
          {hasText ? (
            <Button variant="outline" size="sm" aria-label={`Read “${subject}” to ${to}`} onClick={onOpen}>
              Read
            </Button>
          ) : null}
        </div>
      </TableCell>
    </TableRow>
  );
}

function StateBadge({ mail: { state, attempts } }: { mail: MailAnswer }) {
  if (state === "sent") return <Badge variant="success">Sent</Badge>;
  if (state === "failed") return <Badge variant="destructive">Given up</Badge>;
  return <Badge variant="neutral">{attempts > 0 ? "Trying again" : "Waiting"}</Badge>;
}

function RetryButton({ mail: { id, subject, to } }: { mail: MailAnswer }) {
  const retry = useRetryMail();
  const again = () => retry.mutate(id, { onError: (problem) => toast.error(problem.message) });
  return (
    <Button
      variant="outline"
      size="sm"
      pending={retry.isPending}
      aria-label={`Try “${subject}” to ${to} again`}
      onClick={again}
    >
      Try again
    </Button>
  );
}
