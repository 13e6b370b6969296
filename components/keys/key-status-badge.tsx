import { Badge } from "@/components/ui/badge";
import type { ApiKeyAnswer } from "@/lib/contract/answers";

const looks = {
  active: { variant: "success", text: "Active" },
  disabled: { variant: "neutral", text: "Disabled" },
  expired: { variant: "neutral", text: "Expired" },
  revoked: { variant: "outline", text: "Revoked" },
} as const;

export function KeyStatusBadge({ status }: { status: ApiKeyAnswer["status"] }) {
  return <Badge variant={looks[status].variant}>{looks[status].text}</Badge>;
}
