"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/overlays/dialog";
import { webhookEventTypes } from "@/lib/contract/v1/webhooks";
import { createWebhookSchema, type WebhookSecretAnswer } from "@/lib/contract/webhooks";
import { EventChoice } from "./event-choice";
import { readEvents } from "./event-words";
import { useCreateWebhook } from "./use-webhooks";
import { WebhookSecret } from "./webhook-secret";

/** Asks where to send what, then shows the secret once, then leads to the endpoint's page. Open as long as it is there. */
export function CreateWebhookDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [created, setCreated] = useState<WebhookSecretAnswer | null>(null);
  const leave = () => {
    onClose();
    if (created) router.push(`/console/webhooks/${created.endpoint.id}`);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && leave()}>
      {/* A click beside the dialog must not throw away the only sight of the secret. */}
      <DialogContent onInteractOutside={(event) => created && event.preventDefault()}>
        {created ? (
          <WebhookSecret secret={created.secret} onDone={leave} />
        ) : (
          <CreateForm onCreated={setCreated} onCancel={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type FormProps = { onCreated: (created: WebhookSecretAnswer) => void; onCancel: () => void };
type Fault = { field: string; message: string } | null;

function CreateForm({ onCreated, onCancel }: FormProps) {
  const create = useCreateWebhook();
  const [fault, setFault] = useState<Fault>(null);
  const faultOf = (field: string) => (fault?.field === field ? fault.message : null);
  const forget = () => setFault(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (create.isPending) return;
    const form = new FormData(event.currentTarget);
    const parsed = createWebhookSchema.safeParse({
      url: form.get("url"),
      description: form.get("description"),
      events: readEvents(form),
    });
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return setFault({ field: String(issue?.path[0] ?? "url"), message: issue?.message ?? "Check this" });
    }
    create.mutate(parsed.data, {
      onSuccess: onCreated,
      onError: (problem) => setFault({ field: "url", message: problem.message }),
    });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <DialogHeader>
        <DialogTitle>Add a webhook endpoint</DialogTitle>
        <DialogDescription>The studio posts each event as JSON to this address, signed.</DialogDescription>
      </DialogHeader>
      <Field label="Address" hint="Public, https if you can." error={faultOf("url")}>
        {(control) => (
          <Input
            {...control}
            name="url"
            type="url"
            inputMode="url"
            placeholder="https://example.org/hooks"
            autoComplete="off"
            spellCheck={false}
            onChange={forget}
          />
        )}
      </Field>
      <Field label="Description (optional)" error={faultOf("description")}>
        {(control) => <Input {...control} name="description" maxLength={200} autoComplete="off" onChange={forget} />}
      </Field>
      <EventChoice chosen={webhookEventTypes} error={faultOf("events")} onChange={forget} />
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" pending={create.isPending}>
          Add endpoint
        </Button>
      </DialogFooter>
    </form>
  );
}
