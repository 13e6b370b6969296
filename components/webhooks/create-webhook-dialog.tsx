import { useRouter } from "next/navigation";
import { useState } from "react";
import { useController } from "react-hook-form";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { webhookEventTypes } from "@/lib/contract/v1/webhooks";
import { createWebhookSchema, type WebhookSecretAnswer } from "@/lib/contract/webhooks";
import { EventChoice } from "./event-choice";
import { useCreateWebhook } from "./use-webhooks";
import { WebhookSecret } from "./webhook-secret";

/** Adds an endpoint, shows its secret once, then leads to the endpoint's page. Open as long as it is mounted. */
export function CreateWebhookDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const create = useCreateWebhook();
  const [created, setCreated] = useState<WebhookSecretAnswer | null>(null);
  const form = useSchemaForm(createWebhookSchema, {
    defaultValues: { url: "", description: "", events: [...webhookEventTypes] },
    onSubmit: async (values) => setCreated(await create.mutateAsync(values)),
  });
  const events = useController({ control: form.fields.control, name: "events" });
  const leave = () => {
    onClose();
    if (created) router.push(`/console/webhooks/${created.endpoint.id}`);
  };
  return (
    <FormDialog
      form={form}
      title="Add a webhook endpoint"
      description="The studio sends each event to this URL as signed JSON."
      submitLabel="Add endpoint"
      onClose={leave}
      result={created && <WebhookSecret secret={created.secret} onDone={leave} />}
    >
      <FormField form={form} name="url" label="URL" hint="It must be public. Use https if you can.">
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            placeholder="https://example.org/hooks"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </FormField>
      <FormField form={form} name="description" label="Description (optional)">
        {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
      </FormField>
      <EventChoice {...events.field} error={events.fieldState.error?.message} />
    </FormDialog>
  );
}
