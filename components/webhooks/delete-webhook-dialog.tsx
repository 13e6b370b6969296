"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from "@/components/ui/overlays/alert-dialog";
import { DialogFooter, DialogHeader } from "@/components/ui/overlays/dialog";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { useDeleteWebhook } from "./use-webhooks";

type Props = { endpoint: WebhookEndpointAnswer; onClose: () => void };

/** The question before an endpoint and its log go. Open as long as it is there. */
export function DeleteWebhookDialog({ endpoint, onClose }: Props) {
  const router = useRouter();
  const remove = useDeleteWebhook(endpoint.id);
  const leave = () => {
    toast.success("The endpoint is deleted");
    router.replace("/console/webhooks");
  };
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent>
        <DialogHeader className="pr-0">
          <AlertDialogTitle>Delete this endpoint?</AlertDialogTitle>
          <AlertDialogDescription className="break-all">{endpoint.url}</AlertDialogDescription>
          <p className="text-muted-foreground text-sm">
            Its log goes too, and what is still waiting to be sent. Its secret is of no more use. This cannot be undone.
          </p>
        </DialogHeader>
        {remove.isError ? (
          <p role="alert" className="text-destructive text-sm">
            {remove.error.message}
          </p>
        ) : null}
        <DialogFooter>
          <AlertDialogCancel>Keep it</AlertDialogCancel>
          <Button
            variant="destructive"
            pending={remove.isPending}
            onClick={() => remove.mutate(undefined, { onSuccess: leave })}
          >
            Delete
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
