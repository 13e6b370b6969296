import { Badge } from "@/components/ui/badge";
import type { ApiKeyAnswer } from "@/lib/contract/answers";

const styles = {
  active: { variant: "success", text: "Active" },
  disabled: { variant: "neutral", text: "Disabled" },
  expired: { variant: "neutral", text: "Expired" },
  revoked: { variant: "outline", text: "Revoked" },
} as const;

export function KeyStatusBadge({ status }: { status: ApiKeyAnswer["status"] }) {
  return <Badge variant={styles[status].variant}>{styles[status].text}</Badge>;
}
