"use client";

import Link from "next/link";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { PageHeader } from "@/components/ui/page-header";
import { fetchNothing } from "@/lib/client/api-client";

/** Keeps the account when its owner presses the button: programs that look at the links of a mail only open them. */
export function KeepAccount({ token }: { token: string }) {
  const [isDone, setDone] = useState(false);
  const form = useSchemaForm(z.object({}), {
    defaultValues: {},
    onSubmit: async () => {
      await fetchNothing("/api/sign-in/keep-account", { method: "POST", body: { token } });
      setDone(true);
    },
  });
  if (isDone) {
    return (
      <>
        <PageHeader title="Your account stays">Nothing was deleted. Your API keys work again.</PageHeader>
        <Button asChild size="lg" className="w-full">
          <Link href="/console">Open the console</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <PageHeader title="Keep your account?">
        Somebody who was signed in to it asked to delete it. If that was not you, keep it and choose another password.
      </PageHeader>
      <SchemaForm form={form}>
        <Button type="submit" size="lg" pending={form.pending} className="w-full">
          Keep my account
        </Button>
      </SchemaForm>
    </>
  );
}
