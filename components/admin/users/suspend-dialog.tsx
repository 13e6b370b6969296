"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { fetchNothing } from "@/lib/client/api-client";
import { suspendSchema } from "@/lib/contract/admin/account-requests";

type Props = { userId: string; email: string };

/** Suspends an account once its address is typed. */
export function SuspendButton(account: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="destructive" size="sm" onClick={() => setOpen(true)}>
        Suspend
      </Button>
      {isOpen ? <SuspendDialog {...account} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function SuspendDialog({ userId, email, onClose }: Props & { onClose: () => void }) {
  const router = useRouter();
  const typed = z.string().refine((text) => text.trim().toLowerCase() === email, "That is not this account's address");
  const form = useSchemaForm(suspendSchema.extend({ typed }), {
    defaultValues: { reason: "", typed: "" },
    onSubmit: async ({ reason }) => {
      await fetchNothing(`/api/admin/users/${userId}/suspension`, { method: "PUT", body: { reason } });
      toast.success(`${email} is suspended`);
      onClose();
      router.refresh();
    },
  });
  return (
    <FormDialog
      form={form}
      title="Suspend this account?"
      description="Its sessions end, its API keys are refused, its photos that wait are canceled and cost nothing. Those that run are finished. Its owner is told by mail."
      submitLabel="Suspend"
      onClose={onClose}
    >
      <FormField form={form} name="reason" label="Reason" hint="The owner reads it in the mail.">
        {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
      </FormField>
      <FormField form={form} name="typed" label="Type the account's email address to confirm" hint={email}>
        {(control) => <Input {...control} autoComplete="off" spellCheck={false} />}
      </FormField>
    </FormDialog>
  );
}
