import { useController } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/forms/input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { createWebhookSchema, type WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { EventChoice } from "./event-choice";
import { useUpdateWebhook } from "./use-webhooks";

const settingsSchema = createWebhookSchema.pick({ events: true, description: true });

/** Which events go to an endpoint, and what it is called. Its URL cannot change: each URL has a secret of its own. */
export function WebhookSettingsCard({ endpoint }: { endpoint: WebhookEndpointAnswer }) {
  const update = useUpdateWebhook(endpoint.id);
  const form = useSchemaForm(settingsSchema, {
    defaultValues: { events: endpoint.events, description: endpoint.description ?? "" },
    onSubmit: async (values) => {
      await update.mutateAsync(values);
      toast.success("Saved");
    },
  });
  const events = useController({ control: form.fields.control, name: "events" });
  return (
    <Card>
      <CardHeader>
        <CardTitle>Settings</CardTitle>
        <CardDescription>To use another URL, add another endpoint: each has its own secret.</CardDescription>
      </CardHeader>
      <CardContent>
        <SchemaForm form={form} className="max-w-md">
          <EventChoice {...events.field} error={events.fieldState.error?.message} />
          <FormField form={form} name="description" label="Description (optional)">
            {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
          </FormField>
          <Button type="submit" variant="outline" pending={form.pending} className="w-fit">
            Save
          </Button>
        </SchemaForm>
      </CardContent>
    </Card>
  );
}
