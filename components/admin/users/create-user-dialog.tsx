"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { ShownOnce } from "@/components/ui/overlays/shown-once";
import { fetchJson } from "@/lib/client/api-client";
import { createAccountSchema, createdAccountSchema } from "@/lib/contract/admin/account-requests";

/** Makes an account for somebody; its password is shown this once. */
export function CreateUserButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Create a user
      </Button>
      {isOpen ? <CreateUserDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CreateUserDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [created, setCreated] = useState<{ email: string; userId: string; password: string } | null>(null);
  const form = useSchemaForm(createAccountSchema, {
    defaultValues: { email: "", credits: 0 },
    onSubmit: async (body) => {
      const answer = await fetchJson("/api/admin/users", createdAccountSchema, { method: "POST", body });
      setCreated({ ...answer, email: body.email });
    },
  });
  const leave = () => router.push(`/admin/users/${created?.userId}`);
  return (
    <FormDialog
      form={form}
      title="Create a user"
      description="An account with a password that is made up. Its owner changes it, or you send a reset link."
      submitLabel="Create"
      onClose={onClose}
      result={
        created && (
          <ShownOnce title="Hand this over now" texts={[{ label: "Password", text: created.password }]} onDone={leave}>
            The password of {created.email} is shown only once.
          </ShownOnce>
        )
      }
    >
      <FormField form={form} name="email" label="Email">
        {(control) => <Input {...control} type="email" autoComplete="off" />}
      </FormField>
      <FormField form={form} name="credits" label="Credits to start with">
        {(control) => <Input {...control} inputMode="numeric" />}
      </FormField>
    </FormDialog>
  );
}
