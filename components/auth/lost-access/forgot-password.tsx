"use client";

import { MailCheck } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { cn, textLink } from "@/components/ui/class-names";
import { Input } from "@/components/ui/forms/input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { fetchJson } from "@/lib/client/api-client";
import { forgotPasswordAnswerSchema } from "@/lib/contract/accounts/lost-access";
import { signInSchema } from "../credentials-schemas";

const formSchema = z.object({ email: signInSchema.shape.email });

/**
 * Asks for a link to a new password. What it says then is the same for every address.
 * @param contact whom to ask for the link, as a URI; null where it is mailed or the studio names nobody
 */
export function ForgotPassword({ contact }: { contact: string | null }) {
  const [message, setMessage] = useState<string | null>(null);
  const form = useSchemaForm(formSchema, {
    defaultValues: { email: "" },
    onSubmit: async (body) => {
      const answer = await fetchJson("/api/sign-in/forgot", forgotPasswordAnswerSchema, { method: "POST", body });
      setMessage(answer.message);
    },
  });
  return (
    <div className="grid gap-6">
      {message === null ? (
        <SchemaForm form={form}>
          <FormField form={form} name="email" label="Email">
            {(control) => <Input {...control} type="email" autoComplete="username" required />}
          </FormField>
          <Button type="submit" size="lg" pending={form.pending} className="w-full">
            Ask for a link
          </Button>
        </SchemaForm>
      ) : (
        <div role="status" className="flex gap-4 rounded-xl border bg-card p-5 text-sm">
          <MailCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
          <p>{message}</p>
        </div>
      )}
      {contact === null ? null : (
        <p className="text-muted-foreground text-sm">
          Whom to ask:{" "}
          <a href={contact} className={cn(textLink, "break-all font-medium")}>
            {contact.replace(/^(mailto|tel):/, "")}
          </a>
        </p>
      )}
      <p className="text-muted-foreground text-sm">
        <Link href="/sign-in" className={cn(textLink, "font-medium")}>
          Back to sign-in
        </Link>
      </p>
    </div>
  );
}
