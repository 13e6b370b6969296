import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/forms/input";
import { PasswordInput } from "@/components/ui/forms/password-input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { Time } from "@/components/ui/time";
import { fetchJson } from "@/lib/client/api-client";
import {
  type DeletionAnswer,
  type DeletionProof,
  deleteAccountSchema,
  deletionDays,
  deletionSchema,
} from "@/lib/contract/accounts/deletion";
import { formatMoment } from "@/lib/format/format-dates";
import { deletionPath, useKeepAccount } from "./use-deletion";

type Props = { email: string; proof: DeletionProof; deletion: DeletionAnswer };

/** Asks to delete the account, or says when it goes and takes that back. */
export function DeleteAccountCard({ email, proof, deletion }: Props) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Card aria-labelledby="delete-title" className="max-w-2xl border-destructive/40">
      <CardHeader>
        <CardTitle id="delete-title">Delete the account</CardTitle>
        <CardDescription>
          Photos, results, API keys, webhooks, credits and everything about you are deleted for good {deletionDays} days
          after you ask. Until then you can change your mind. What was bought and spent stays in the books, without your
          name and address.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid justify-items-start gap-3">
        {deletion.deletedAt ? (
          <Leaving deletedAt={deletion.deletedAt} waitsFor={deletion.waitsFor} />
        ) : (
          <Button variant="destructive" onClick={() => setAsking(true)}>
            Delete my account…
          </Button>
        )}
        {isAsking ? <DeleteDialog email={email} proof={proof} onClose={() => setAsking(false)} /> : null}
      </CardContent>
    </Card>
  );
}

function Leaving({ deletedAt, waitsFor }: { deletedAt: string; waitsFor: string | null }) {
  const { keep, isPending } = useKeepAccount();
  return (
    <>
      <p className="text-sm">
        This account will be deleted on <Time at={deletedAt} format={formatMoment} />. Its API keys do not work and no
        new photo is taken until then.
      </p>
      {waitsFor ? <p className="text-muted-foreground text-sm">{waitsFor}</p> : null}
      <Button onClick={keep} pending={isPending}>
        Keep my account
      </Button>
    </>
  );
}

function DeleteDialog({ email, proof, onClose }: Omit<Props, "deletion"> & { onClose: () => void }) {
  const router = useRouter();
  const form = useSchemaForm(deleteAccountSchema, {
    defaultValues: { email: "", password: "", code: "" },
    onSubmit: async (body) => {
      await fetchJson(deletionPath, deletionSchema, { method: "POST", body });
      onClose();
      router.refresh();
    },
  });
  return (
    <FormDialog
      form={form}
      title="Delete your account?"
      description={`You are signed out everywhere else, and your API keys stop working now. Everything is deleted in ${deletionDays} days.`}
      submitLabel="Delete my account"
      cancelLabel="Keep it"
      onClose={onClose}
    >
      <FormField form={form} name="email" label="Type your email address to confirm" hint={email}>
        {(control) => <Input {...control} type="email" autoComplete="off" spellCheck={false} />}
      </FormField>
      {proof === "password" ? (
        <FormField form={form} name="password" label="Your password">
          {(control) => <PasswordInput {...control} what="password" autoComplete="current-password" required />}
        </FormField>
      ) : null}
      {proof === "code" ? (
        <FormField form={form} name="code" label="A code of your authenticator app">
          {(control) => <Input {...control} autoComplete="one-time-code" spellCheck={false} required />}
        </FormField>
      ) : null}
    </FormDialog>
  );
}
