"use client";

import Link from "next/link";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { PageHeader } from "@/components/ui/page-header";
import { fetchJson } from "@/lib/client/api-client";
import { confirmEmailAnswerSchema, type EmailLinkKind } from "@/lib/contract/accounts/lost-access";

type Props = { token: string; kind: EmailLinkKind; email: string };

const words = {
  confirm: {
    title: "Confirm your address",
    action: "Confirm this address",
    done: "Your address is confirmed",
  },
  change: {
    title: "Use this address",
    action: "Make it the account's address",
    done: "The account has this address now",
  },
} satisfies Record<EmailLinkKind, object>;

/** Confirms the address when its owner presses the button. */
export function ConfirmEmail({ token, kind, email }: Props) {
  const [isDone, setDone] = useState(false);
  const { title, action, done } = words[kind];
  const form = useSchemaForm(z.object({}), {
    defaultValues: {},
    onSubmit: async () => {
      const body = { token, kind };
      await fetchJson("/api/sign-in/confirm-email", confirmEmailAnswerSchema, { method: "POST", body });
      setDone(true);
    },
  });
  return (
    <>
      <PageHeader title={isDone ? done : title}>
        <span className="break-all font-medium text-foreground">{email}</span>
      </PageHeader>
      {isDone ? (
        <div role="status" className="grid gap-5">
          <p className="text-muted-foreground text-sm">
            {kind === "change"
              ? "Sign in with it from now on. Your password stays the same."
              : "Nothing else to do here."}
          </p>
          <Button asChild size="lg" className="w-full">
            <Link href="/console/account">Open your profile</Link>
          </Button>
        </div>
      ) : (
        <SchemaForm form={form}>
          <Button type="submit" size="lg" pending={form.pending} className="w-full">
            {action}
          </Button>
        </SchemaForm>
      )}
    </>
  );
}
