import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ApiKeyAnswer } from "@/lib/contract/accounts/api-keys";
import { formatDay, formatMoment, formatSince } from "@/lib/format/format-dates";

type Props = { keys: ApiKeyAnswer[]; onRevoke: (key: ApiKeyAnswer) => void };

/** The keys as a table; on phones the key and its last use move below the name. */
export function KeyTable({ keys, onRevoke }: Props) {
  return (
    <div className="rounded-xl border bg-card px-2 sm:px-3">
      <Table label="API keys">
        <TableHeader>
          <TableRow>
            <TableHead>Name</TableHead>
            <TableHead className="max-md:hidden">Key</TableHead>
            <TableHead className="max-md:hidden">Created</TableHead>
            <TableHead className="max-md:hidden">Last used</TableHead>
            <TableHead className="max-sm:hidden">Status</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => onRevoke(key)} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyAnswer; onRevoke: () => void }) {
  const { name, mode, masked, status, createdAt } = apiKey;
  const ended = status === "revoked" || status === "expired";
  return (
    <TableRow>
      <TableCell className="max-w-0 max-md:w-full md:max-w-56">
        <span className="flex items-center gap-2">
          <span className={cn("truncate font-medium", ended && "text-muted-foreground")} title={name}>
            {name}
          </span>
          {mode === "test" ? <Badge variant="outline">Test</Badge> : null}
        </span>
        <code className="block truncate font-mono text-muted-foreground text-xs md:hidden">{masked}</code>
        <span className="mt-1 flex flex-wrap items-center gap-2 text-muted-foreground text-xs md:hidden">
          <span className="sm:hidden">
            <KeyStatusBadge status={status} />
          </span>
          <LastUsed apiKey={apiKey} />
        </span>
      </TableCell>
      <TableCell className="max-md:hidden">
        <code className="whitespace-nowrap font-mono text-muted-foreground text-xs">{masked}</code>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
        <Time at={createdAt} format={formatDay} title={formatMoment} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
        <LastUsed apiKey={apiKey} />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <KeyStatusBadge status={status} />
      </TableCell>
      <TableCell className="w-px text-right">
        {status === "revoked" ? null : (
          <Button variant="outline" size="sm" aria-label={`Revoke ${name}`} onClick={onRevoke}>
            Revoke
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}

function LastUsed({ apiKey: { lastUsedAt, revokedAt } }: { apiKey: ApiKeyAnswer }) {
  if (!revokedAt && !lastUsedAt) return <>Never used</>;
  return (
    <>
      {revokedAt ? "Revoked" : "Used"}{" "}
      <Time at={revokedAt ?? lastUsedAt ?? ""} format={formatSince} title={formatMoment} />
    </>
  );
}

const styles = {
  active: { variant: "success", text: "Active" },
  disabled: { variant: "neutral", text: "Disabled" },
  expired: { variant: "neutral", text: "Expired" },
  revoked: { variant: "outline", text: "Revoked" },
} as const;

export function KeyStatusBadge({ status }: { status: ApiKeyAnswer["status"] }) {
  return <Badge variant={styles[status].variant}>{styles[status].text}</Badge>;
}
