import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { AccountView } from "@/lib/contract/admin/operator-views";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { keyWords } from "@/lib/format/state-words";
import { ActionButton } from "../parts/action-button";
import { type Column, DataTable } from "../parts/data-table";
import { CreateKeyForButton } from "./create-key-for-dialog";

type Key = AccountView["keys"][number];
type Props = { userId: string; keys: Key[] };

/** The API keys of an account; any of them can be revoked. */
export function AccountKeys({ userId, keys }: Props) {
  const columns: Column<Key>[] = [
    {
      head: "Key",
      cell: ({ name, masked }) => (
        <>
          <span className="block font-medium">{name}</span>
          <code className="font-mono text-muted-foreground text-xs">{masked}</code>
        </>
      ),
    },
    {
      head: "Status",
      cell: ({ status }) => <Badge variant={status === "active" ? "success" : "outline"}>{keyWords[status]}</Badge>,
    },
    {
      head: "Last used",
      from: "sm",
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <Time at={lastUsedAt} format={formatSince} title={formatMoment} /> : "Never",
    },
    {
      head: "Actions",
      className: "text-right",
      cell: ({ id, name, status }) => (status === "revoked" ? null : <Revoke userId={userId} id={id} name={name} />),
    },
  ];
  return (
    <div className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-lg">API keys</h2>
        <CreateKeyForButton userId={userId} />
      </div>
      {keys.length > 0 ? (
        <DataTable label="API keys" columns={columns} rows={keys} />
      ) : (
        <p className="text-muted-foreground text-sm">The account has no keys.</p>
      )}
    </div>
  );
}

const Revoke = ({ userId, id, name }: { userId: string; id: string; name: string }) => (
  <ActionButton
    size="sm"
    aria-label={`Revoke ${name}`}
    path={`/api/admin/users/${userId}/keys/${id}`}
    method="DELETE"
    done={`“${name}” is revoked`}
    confirm={{
      title: `Revoke “${name}”?`,
      text: "Calls with it are refused from now on. This cannot be undone.",
      label: "Revoke key",
      nameToType: { label: "Type the key's name to confirm", name, mismatch: "That is not the name of this key" },
    }}
  >
    Revoke
  </ActionButton>
);
