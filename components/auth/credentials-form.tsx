import type { ReactNode } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { PasswordInput } from "@/components/ui/forms/password-input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";
import { ConsentField } from "./consent-field";
import type { CredentialProblems, Credentials } from "./credentials-schemas";

type Props = {
  submitLabel: string;
  schema: z.ZodType<Credentials, Credentials>;
  /** What a password manager should offer. */
  passwordKind: "current-password" | "new-password";
  passwordHint?: ReactNode;
  /** What has to be agreed to. */
  consent?: ConsentTerms | null;
  /** Resolves to what went wrong, or null when it worked (then the form stays busy until it is taken away). */
  onSubmit: (credentials: Credentials) => Promise<CredentialProblems | null>;
};

/** Email and password, for signing in and signing up. */
export function CredentialsForm({ submitLabel, schema, passwordKind, passwordHint, consent, onSubmit }: Props) {
  const form = useSchemaForm(schema, { defaultValues: { email: "", password: "" }, onSubmit, staysBusy: true });
  return (
    <SchemaForm form={form}>
      <FormField form={form} name="email" label="Email">
        {(control) => <Input {...control} type="email" autoComplete="username" required />}
      </FormField>
      <FormField form={form} name="password" label="Password" hint={passwordHint}>
        {(control) => <PasswordInput {...control} autoComplete={passwordKind} required />}
      </FormField>
      {consent ? <ConsentField form={form} terms={consent} /> : null}
      <Button type="submit" size="lg" pending={form.pending} className="w-full">
        {submitLabel}
      </Button>
    </SchemaForm>
  );
}
