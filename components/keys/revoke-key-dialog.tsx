import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { ApiKeyAnswer } from "@/lib/contract/accounts/api-keys";
import { useRevokeKey } from "./use-keys";

type Props = { apiKey: ApiKeyAnswer; onClose: () => void };

/** Revoking can break a running program, so the key's name has to be typed. Open as long as it is mounted. */
export function RevokeKeyDialog({ apiKey: { id, name, masked }, onClose }: Props) {
  const revoke = useRevokeKey();
  const confirm = async () => {
    await revoke.mutateAsync(id);
    toast.success(`“${name}” is revoked`);
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Revoke “${name}”?`}
      confirmLabel="Revoke key"
      nameToType={{ label: "Type the key's name to confirm", name, mismatch: "That is not the name of this key" }}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        Calls with <code className="break-all font-mono">{masked}</code> are refused from now on. This cannot be undone.
        The key stays in your list for the record.
      </p>
    </ConfirmDialog>
  );
}
