import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { useDeleteWebhook } from "./use-webhooks";

type Props = { endpoint: WebhookEndpointAnswer; onClose: () => void };

/** The question before an endpoint and its log are deleted. Open as long as it is mounted. */
export function DeleteWebhookDialog({ endpoint, onClose }: Props) {
  const router = useRouter();
  const remove = useDeleteWebhook(endpoint.id);
  const confirm = async () => {
    await remove.mutateAsync();
    toast.success("The endpoint is deleted");
    router.replace("/console/webhooks");
  };
  return (
    <ConfirmDialog title="Delete this endpoint?" confirmLabel="Delete" onConfirm={confirm} onClose={onClose}>
      <p className="break-all">{endpoint.url}</p>
      <p>
        Its delivery log is deleted too, and events that are still waiting are not sent. Its signing secret stops
        working. This cannot be undone.
      </p>
    </ConfirmDialog>
  );
}
