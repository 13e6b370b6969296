"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { updateWebhookSchema, type WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { EventChoice } from "./event-choice";
import { readEvents } from "./event-words";
import { useUpdateWebhook } from "./use-webhooks";

/** Which events go to an endpoint, and what it is called. Its address stays: another one is another endpoint. */
export function WebhookSettingsCard({ endpoint }: { endpoint: WebhookEndpointAnswer }) {
  const update = useUpdateWebhook(endpoint.id);
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (update.isPending) return;
    const form = new FormData(event.currentTarget);
    const parsed = updateWebhookSchema.safeParse({ description: form.get("description"), events: readEvents(form) });
    if (!parsed.success) return setError(parsed.error.issues[0]?.message ?? "Check this");
    update.mutate(parsed.data, {
      onSuccess: () => toast.success("Saved"),
      onError: (problem) => setError(problem.message),
    });
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>Settings</CardTitle>
        <CardDescription>For another address add another endpoint: each has a secret of its own.</CardDescription>
      </CardHeader>
      <CardContent>
        <form onSubmit={submit} noValidate className="grid max-w-md gap-5">
          <EventChoice chosen={endpoint.events} error={error} onChange={() => setError(null)} />
          <Field label="Description (optional)">
            {(control) => (
              <Input
                {...control}
                name="description"
                maxLength={200}
                autoComplete="off"
                defaultValue={endpoint.description ?? ""}
              />
            )}
          </Field>
          <Button type="submit" variant="outline" pending={update.isPending} className="w-fit">
            Save
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}
