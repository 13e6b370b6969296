import { Ellipsis } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { ListedKey } from "@/lib/contract/accounts/api-keys";
import { useUpdateKey } from "./use-keys";

export type KeyAction = "edit" | "reroll" | "revoke";
type Props = { apiKey: ListedKey; onAct: (action: KeyAction) => void };

/** What can be done with a key that is not revoked. A replaced one can only be ended. */
export function KeyActions({ apiKey, onAct }: Props) {
  const { id, name, status, replacedById } = apiKey;
  const update = useUpdateKey(id);
  const setDisabled = (disabled: boolean) =>
    update.mutate(
      { disabled },
      {
        onSuccess: () => toast.success(`“${name}” is ${disabled ? "disabled" : "enabled"}`),
        onError: (problem) => toast.error(problem.message),
      },
    );
  return (
    <div className="flex justify-end gap-2">
      <Button variant="outline" size="sm" aria-label={`Revoke ${name}`} onClick={() => onAct("revoke")}>
        Revoke
      </Button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="sm" aria-label={`More for ${name}`} pending={update.isPending}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {replacedById ? null : <DropdownMenuItem onSelect={() => onAct("edit")}>Edit</DropdownMenuItem>}
          {status === "active" && !replacedById ? (
            <DropdownMenuItem onSelect={() => onAct("reroll")}>Replace</DropdownMenuItem>
          ) : null}
          {status === "disabled" ? (
            <DropdownMenuItem onSelect={() => setDisabled(false)}>Enable</DropdownMenuItem>
          ) : (
            <DropdownMenuItem onSelect={() => setDisabled(true)} disabled={status !== "active"}>
              Disable
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
