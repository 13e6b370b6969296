import { MailCheck } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { fetchNothing } from "@/lib/client/api-client";
import { signInSchema } from "../credentials-schemas";

const schema = z.object({ email: signInSchema.shape.email });

/** Asks for a link by mail. What it says afterward is the same for every address. */
export function EmailLinkForm({ next, onBack }: { next: string; onBack: () => void }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useSchemaForm(schema, {
    defaultValues: { email: "" },
    onSubmit: async ({ email }) => {
      await fetchNothing("/api/sign-in/email", { method: "POST", body: { email, next } });
      setSentTo(email);
    },
  });
  const back = (
    <Button variant="ghost" className="w-full" onClick={onBack}>
      Use the password instead
    </Button>
  );
  if (sentTo) {
    return (
      <div className="grid gap-5">
        <div role="status" className="flex gap-4 rounded-xl border bg-card p-5">
          <MailCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
          <div className="grid min-w-0 gap-1 text-sm">
            <p className="font-semibold">Look into your mail</p>
            <p className="break-words text-muted-foreground">
              If {sentTo} has an account here, a link to sign in is on its way. It works for 15 minutes.
            </p>
          </div>
        </div>
        {back}
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <SchemaForm form={form}>
        <FormField form={form} name="email" label="Email">
          {(control) => <Input {...control} type="email" autoComplete="username" autoFocus required />}
        </FormField>
        <Button type="submit" size="lg" pending={form.pending} className="w-full">
          Email me a link
        </Button>
      </SchemaForm>
      {back}
    </div>
  );
}
