"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { fetchJson } from "@/lib/client/api-client";
import { giveCreditsSchema, movedCreditsSchema, takeCreditsSchema } from "@/lib/contract/admin/account-requests";
import { formatCredits } from "@/lib/format/format-numbers";

type Props = { userId: string; email: string };
type DialogProps = Props & { onClose: () => void };

/** Gives an account credits, or takes some back. */
export function CreditButtons(account: Props) {
  const [open, setOpen] = useState<"give" | "take" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen("give")}>
        Grant credits
      </Button>
      <Button variant="outline" size="sm" onClick={() => setOpen("take")}>
        Take credits back
      </Button>
      {open === "give" ? <GiveDialog {...account} onClose={close} /> : null}
      {open === "take" ? <TakeDialog {...account} onClose={close} /> : null}
    </>
  );
}

/** One id for each dialog that is opened: pressed twice, it moves credits once. */
const useRequestId = () => useState(() => crypto.randomUUID().replaceAll("-", ""))[0];

function useDone(onClose: () => void) {
  const router = useRouter();
  return (text: string) => {
    toast.success(text);
    onClose();
    router.refresh();
  };
}

function GiveDialog({ userId, email, onClose }: DialogProps) {
  const requestId = useRequestId();
  const done = useDone(onClose);
  const form = useSchemaForm(giveCreditsSchema, {
    defaultValues: { credits: "", reason: "", lastDay: "", requestId },
    onSubmit: async (body) => {
      const path = `/api/admin/users/${userId}/credits`;
      const { available } = await fetchJson(path, movedCreditsSchema, { method: "POST", body });
      done(`Granted. ${email} can spend ${formatCredits(available)} now.`);
    },
  });
  return (
    <FormDialog
      form={form}
      title="Grant credits"
      description={`To ${email}. The reason is shown in the account's statement.`}
      submitLabel="Grant"
      onClose={onClose}
    >
      <FormField form={form} name="credits" label="Credits">
        {(control) => <Input {...control} inputMode="numeric" autoComplete="off" />}
      </FormField>
      <FormField form={form} name="reason" label="Reason">
        {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
      </FormField>
      <FormField form={form} name="lastDay" label="Last day (optional)" hint="Unspent ones are gone after it, UTC.">
        {(control) => <Input {...control} type="date" />}
      </FormField>
    </FormDialog>
  );
}

function TakeDialog({ userId, email, onClose }: DialogProps) {
  const requestId = useRequestId();
  const done = useDone(onClose);
  const form = useSchemaForm(takeCreditsSchema, {
    defaultValues: { credits: "", reason: "", requestId },
    onSubmit: async (body) => {
      const path = `/api/admin/users/${userId}/credits/taken`;
      const { available } = await fetchJson(path, movedCreditsSchema, { method: "POST", body });
      done(`Taken back. ${email} can spend ${formatCredits(available)} now.`);
    },
  });
  return (
    <FormDialog
      form={form}
      title="Take credits back"
      description={`From ${email}: never more than can be spent now. What running photos hold is not touched.`}
      submitLabel="Take back"
      onClose={onClose}
    >
      <FormField form={form} name="credits" label="Credits">
        {(control) => <Input {...control} inputMode="numeric" autoComplete="off" />}
      </FormField>
      <FormField form={form} name="reason" label="Reason">
        {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
      </FormField>
    </FormDialog>
  );
}
