import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ListedKey } from "@/lib/contract/accounts/api-keys";
import { type KeyAction, KeyActions } from "./key-actions";
import { KeyBudget, KeyLimits, KeyStatusBadge, LastUsed } from "./key-cells";
import { KeySparkline } from "./key-sparkline";

type Props = { keys: ListedKey[]; onAct: (action: KeyAction, key: ListedKey) => void };

/** The keys as a table; on phones each is a card, with everything below its name. */
export function KeyTable({ keys, onAct }: Props) {
  return (
    <div className="rounded-xl border bg-card px-2 sm:px-3">
      <Table label="API keys">
        <TableHeader>
          <TableRow>
            <TableHead>Key</TableHead>
            <TableHead className="max-md:hidden">Status</TableHead>
            <TableHead className="max-lg:hidden">Last used</TableHead>
            <TableHead className="max-lg:hidden">Credits</TableHead>
            <TableHead className="max-xl:hidden">Photos, 30 days</TableHead>
            <TableHead className="max-sm:hidden">
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onAct={(action) => onAct(action, key)} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

type RowProps = { apiKey: ListedKey; onAct: (action: KeyAction) => void };

function KeyRow({ apiKey, onAct }: RowProps) {
  const { name, mode, masked, status, photosByDay } = apiKey;
  const ended = status === "revoked" || status === "expired";
  const actions = status === "revoked" ? null : <KeyActions apiKey={apiKey} onAct={onAct} />;
  return (
    <TableRow>
      <TableCell className="max-w-0 max-lg:w-full lg:max-w-64">
        <span className="flex items-center gap-2">
          <span className={cn("truncate font-medium", ended && "text-muted-foreground")} title={name}>
            {name}
          </span>
          {mode === "test" ? <Badge variant="outline">Test</Badge> : null}
        </span>
        <code className="block truncate font-mono text-muted-foreground text-xs">{masked}</code>
        <KeyLimits apiKey={apiKey} />
        <span className="mt-2 grid gap-2 text-muted-foreground text-xs lg:hidden">
          <span className="flex flex-wrap items-center gap-2">
            <span className="md:hidden">
              <KeyStatusBadge status={status} />
            </span>
            <span>
              <LastUsed apiKey={apiKey} />
            </span>
          </span>
          <KeyBudget apiKey={apiKey} />
        </span>
        <span className="mt-2 block xl:hidden">
          <KeySparkline photosByDay={photosByDay} />
        </span>
        <div className="mt-3 sm:hidden">{actions}</div>
      </TableCell>
      <TableCell className="max-md:hidden">
        <KeyStatusBadge status={status} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-lg:hidden">
        <LastUsed apiKey={apiKey} />
      </TableCell>
      <TableCell className="text-muted-foreground max-lg:hidden">
        <KeyBudget apiKey={apiKey} />
      </TableCell>
      <TableCell className="max-xl:hidden">
        <KeySparkline photosByDay={photosByDay} />
      </TableCell>
      <TableCell className="w-px max-sm:hidden">{actions}</TableCell>
    </TableRow>
  );
}
