"use client";

import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { fetchNothing } from "@/lib/client/api-client";
import { secondFactorCodeSchema } from "@/lib/contract/accounts/sign-in";

/** The second step of signing in, for accounts that ask for a code. */
export function SecondFactorForm({ onSignedIn, onBack }: { onSignedIn: () => void; onBack: () => void }) {
  const form = useSchemaForm(secondFactorCodeSchema, {
    defaultValues: { code: "" },
    onSubmit: async (body) => {
      await fetchNothing("/api/auth/second-factor", { method: "POST", body });
      onSignedIn();
    },
    staysBusy: true,
  });
  return (
    <div className="grid gap-3">
      <SchemaForm form={form}>
        <FormField
          form={form}
          name="code"
          label="Code"
          hint="Six digits from your authenticator app, or one of your recovery codes."
        >
          {(control) => <Input {...control} autoComplete="one-time-code" autoFocus spellCheck={false} required />}
        </FormField>
        <Button type="submit" size="lg" pending={form.pending} className="w-full">
          Sign in
        </Button>
      </SchemaForm>
      <Button variant="ghost" className="w-full" onClick={onBack}>
        Start over
      </Button>
    </div>
  );
}

/** The code as a page of its own, for who comes back from another service or from a mail. */
export function SecondFactorStep({ next }: { next: string }) {
  return (
    <SecondFactorForm
      onSignedIn={() => window.location.assign(next)}
      onBack={() => window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`)}
    />
  );
}
