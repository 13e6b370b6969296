import { useState } from "react";
import { z } from "zod";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { useReaderForm } from "@/components/ui/reader-form";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { formatMoment } from "@/lib/format/format-dates";
import { useRotateSecret } from "./use-webhooks";
import { WebhookSecret } from "./webhook-secret";

type Props = { endpoint: WebhookEndpointAnswer; onClose: () => void };

/** Asks, then shows the new secret once: it leaves memory with the dialog. Open as long as it is mounted. */
export function RotateSecretDialog({ endpoint, onClose }: Props) {
  const rotate = useRotateSecret(endpoint.id);
  const [secret, setSecret] = useState<string | null>(null);
  const form = useSchemaForm(z.object({}), {
    defaultValues: {},
    onSubmit: async () => setSecret((await rotate.mutateAsync()).secret),
  });
  const readerForm = useReaderForm();
  const earlier = endpoint.previousSecretUntil
    ? ` The one before it, valid until ${formatMoment(new Date(endpoint.previousSecretUntil), readerForm)}, stops working now.`
    : "";
  return (
    <FormDialog
      form={form}
      title="Rotate the signing secret?"
      description={`You get a new secret. The current one stays valid for another 24 hours.${earlier}`}
      submitLabel="Rotate"
      cancelLabel="Keep it"
      onClose={onClose}
      result={secret && <WebhookSecret secret={secret} rotated onDone={onClose} />}
    />
  );
}
