"use client";

import Link from "next/link";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { NewPasswordField } from "@/components/ui/forms/new-password-field";
import { SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { fetchNothing } from "@/lib/client/api-client";
import { isOwnName, ownNameProblem } from "@/lib/contract/own-name";
import { passwordSchema } from "@/lib/contract/requests";

type Props = {
  token: string;
  /** Of the account: a password manager saves the new password for it. */
  email: string;
};

/** Sets the new password, and leads to sign-in: the account's second factor, where it has one, is asked for there. */
export function ResetPassword({ token, email }: Props) {
  const [isDone, setDone] = useState(false);
  const schema = z.object({
    password: passwordSchema.refine((password) => !isOwnName(password, email), ownNameProblem),
  });
  const form = useSchemaForm(schema, {
    defaultValues: { password: "" },
    onSubmit: async ({ password }) => {
      await fetchNothing("/api/sign-in/reset", { method: "POST", body: { token, password } });
      setDone(true);
    },
  });
  if (isDone) {
    return (
      <div className="grid gap-5">
        <p role="status" className="rounded-xl border bg-card p-5 text-sm">
          Your password is changed. Every browser is signed out; sign in with the new one.
        </p>
        <Button asChild size="lg" className="w-full">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </div>
    );
  }
  return (
    <SchemaForm form={form}>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField form={form} name="password" />
      <Button type="submit" size="lg" pending={form.pending} className="w-full">
        Set password
      </Button>
    </SchemaForm>
  );
}
