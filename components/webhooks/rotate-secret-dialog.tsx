"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/overlays/dialog";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { formatMoment } from "@/lib/format/format-date";
import { useRotateSecret } from "./use-webhooks";
import { WebhookSecret } from "./webhook-secret";

type Props = { endpoint: WebhookEndpointAnswer; onClose: () => void };

/** Asks, then shows the new secret once. Open as long as it is there; the secret goes from memory with it. */
export function RotateSecretDialog({ endpoint, onClose }: Props) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      {/* A click beside the dialog must not throw away the only sight of the secret. */}
      <DialogContent onInteractOutside={(event) => secret && event.preventDefault()}>
        {secret ? (
          <WebhookSecret secret={secret} rotated onDone={onClose} />
        ) : (
          <Question endpoint={endpoint} onRotated={setSecret} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function Question({ endpoint, onRotated, onClose }: Props & { onRotated: (secret: string) => void }) {
  const rotate = useRotateSecret(endpoint.id);
  const { previousSecretUntil } = endpoint;
  return (
    <>
      <DialogHeader>
        <DialogTitle>Rotate the signing secret?</DialogTitle>
        <DialogDescription>
          You get a new one. The present one signs as well for 24 hours, then no more.
          {previousSecretUntil
            ? ` The one before it, good until ${formatMoment(new Date(previousSecretUntil))}, stops at once.`
            : null}
        </DialogDescription>
      </DialogHeader>
      {rotate.isError ? (
        <p role="alert" className="text-destructive text-sm">
          {rotate.error.message}
        </p>
      ) : null}
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          Keep it
        </Button>
        <Button
          pending={rotate.isPending}
          onClick={() => rotate.mutate(undefined, { onSuccess: ({ secret }) => onRotated(secret) })}
        >
          Rotate
        </Button>
      </DialogFooter>
    </>
  );
}
