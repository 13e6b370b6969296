import Link from "next/link";
import { quietLink } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type AuditEntryAnswer, describeAction } from "@/lib/contract/accounts/audit";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { describeActor, describeDetails } from "./audit-words";

type Props = {
  entries: AuditEntryAnswer[];
  /** With the accounts that the entries concern. */
  forOperator?: boolean;
};

/** Newest first; on phones time and place move below the text. */
export function AuditTable({ entries, forOperator = false }: Props) {
  return (
    <Table label={forOperator ? "Audit log" : "Activity"}>
      <TableHeader>
        <TableRow>
          <TableHead className="pl-0">What</TableHead>
          {forOperator ? <TableHead>Account</TableHead> : null}
          <TableHead className="max-sm:hidden">By</TableHead>
          <TableHead className="max-sm:hidden">From</TableHead>
          <TableHead className="pr-0 text-right max-sm:hidden">When</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} forOperator={forOperator} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ entry, forOperator }: { entry: AuditEntryAnswer; forOperator: boolean }) {
  const { action, target, details, addressRange, userAgent, at } = entry;
  const when = <Time at={at} format={formatSince} title={formatMoment} />;
  const facts = describeDetails(details);
  const by = describeActor(entry);
  return (
    <TableRow>
      <TableCell className="max-w-96 pl-0">
        <span className="font-medium">{describeAction(action)}</span>
        {target ? <code className="block break-all font-mono text-muted-foreground text-xs">{target}</code> : null}
        {facts ? <span className="block break-words text-muted-foreground text-xs">{facts}</span> : null}
        <span className="block text-muted-foreground text-xs sm:hidden">
          {by}
          {addressRange ? ` · ${addressRange}` : ""} · {when}
        </span>
      </TableCell>
      {forOperator ? (
        <TableCell className="max-w-56">
          <Account entry={entry} />
        </TableCell>
      ) : null}
      <TableCell className="text-muted-foreground max-sm:hidden">{by}</TableCell>
      <TableCell className="max-w-56 text-muted-foreground max-sm:hidden">
        {addressRange ?? "—"}
        {userAgent ? (
          <span className="block truncate text-xs" title={userAgent}>
            {userAgent}
          </span>
        ) : null}
      </TableCell>
      <TableCell className="whitespace-nowrap pr-0 text-right text-muted-foreground max-sm:hidden">{when}</TableCell>
    </TableRow>
  );
}

function Account({ entry: { userId, email } }: { entry: AuditEntryAnswer }) {
  if (!userId) return <span className="text-muted-foreground">The studio</span>;
  if (!email) return <code className="break-all font-mono text-muted-foreground text-xs">{userId}</code>;
  return (
    <Link href={`/admin/users/${userId}`} className={`break-all ${quietLink}`}>
      {email}
    </Link>
  );
}
