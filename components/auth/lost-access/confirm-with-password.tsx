"use client";

import Link from "next/link";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { NewPasswordField } from "@/components/ui/forms/new-password-field";
import { PasswordInput } from "@/components/ui/forms/password-input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { PageHeader } from "@/components/ui/page-header";
import { fetchJson } from "@/lib/client/api-client";
import { confirmEmailAnswerSchema } from "@/lib/contract/accounts/lost-access";
import { isOwnName, ownNameProblem } from "@/lib/contract/own-name";
import { passwordSchema } from "@/lib/contract/requests";

type Props = { token: string; email: string };
type Step = "known" | "new";
type FormProps = Props & { onDone: () => void; onOther: () => void };

const done: Record<Step, string> = {
  known: "Nothing else to do here.",
  new: "Your new password counts, and all that opened the account before has ended. Sign in with the new password.",
};

/** Confirms the address in a browser that is not signed in to the account: with its password, or with a new one. */
export function ConfirmWithPassword({ token, email }: Props) {
  const [step, setStep] = useState<Step>("known");
  const [isDone, setDone] = useState(false);
  const props = { token, email, onDone: () => setDone(true) };
  return (
    <>
      <PageHeader title={isDone ? "Your address is confirmed" : "Confirm your address"}>
        <span className="break-all font-medium text-foreground">{email}</span>
      </PageHeader>
      {isDone ? (
        <div role="status" className="grid gap-5">
          <p className="text-muted-foreground text-sm">{done[step]}</p>
          <Button asChild size="lg" className="w-full">
            <Link href="/sign-in?next=/console/account">Sign in</Link>
          </Button>
        </div>
      ) : step === "known" ? (
        <KnownPassword {...props} onOther={() => setStep("new")} />
      ) : (
        <NewPassword {...props} onOther={() => setStep("known")} />
      )}
    </>
  );
}

const confirm = (body: { token: string } & ({ password: string } | { newPassword: string })) =>
  fetchJson("/api/sign-in/confirm-email", confirmEmailAnswerSchema, {
    method: "POST",
    body: { kind: "confirm", ...body },
  });

const knownSchema = z.object({ password: z.string().min(1, "Enter the account's password") });

function KnownPassword({ token, email, onDone, onOther }: FormProps) {
  const form = useSchemaForm(knownSchema, {
    defaultValues: { password: "" },
    onSubmit: async ({ password }) => {
      await confirm({ token, password });
      onDone();
    },
  });
  return (
    <div className="grid gap-3">
      <p className="mb-2 text-muted-foreground text-sm">
        This browser is not signed in to the account, so enter the password that you chose for it.
      </p>
      <SchemaForm form={form}>
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <FormField form={form} name="password" label="Password">
          {(control) => <PasswordInput {...control} autoComplete="current-password" required />}
        </FormField>
        <Button type="submit" size="lg" pending={form.pending} className="w-full">
          Confirm this address
        </Button>
      </SchemaForm>
      <Button variant="ghost" className="w-full" onClick={onOther}>
        I don't know this password
      </Button>
    </div>
  );
}

function NewPassword({ token, email, onDone, onOther }: FormProps) {
  const schema = z.object({
    newPassword: passwordSchema.refine((password) => !isOwnName(password, email), ownNameProblem),
  });
  const form = useSchemaForm(schema, {
    defaultValues: { newPassword: "" },
    onSubmit: async ({ newPassword }) => {
      await confirm({ token, newPassword });
      onDone();
    },
  });
  return (
    <div className="grid gap-3">
      <p className="mb-2 text-muted-foreground text-sm">
        Somebody may have made this account with your address. Choose a password of your own: whoever is signed in is
        signed out, and API keys, webhooks, connected sign-ins and the second factor end.
      </p>
      <SchemaForm form={form}>
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <NewPasswordField form={form} name="newPassword" />
        <Button type="submit" size="lg" pending={form.pending} className="w-full">
          Confirm and set the password
        </Button>
      </SchemaForm>
      <Button variant="ghost" className="w-full" onClick={onOther}>
        I know the present password
      </Button>
    </div>
  );
}
