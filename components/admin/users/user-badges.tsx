import { Badge } from "@/components/ui/badge";
import type { AccountRow } from "@/lib/contract/admin/operator-views";

/** What is out of the ordinary about an account. */
export function UserBadges({ account: { role, suspended, leaving } }: { account: AccountRow }) {
  return (
    <span className="flex flex-wrap gap-1">
      {role === "operator" ? <Badge variant="brand">Operator</Badge> : null}
      {suspended ? <Badge variant="destructive">Suspended</Badge> : null}
      {leaving ? <Badge variant="outline">Will be deleted</Badge> : null}
      {role === "customer" && !suspended && !leaving ? <Badge>Active</Badge> : null}
    </span>
  );
}
