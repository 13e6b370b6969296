import { useState } from "react";
import { Input } from "@/components/ui/forms/input";
import { PasswordInput } from "@/components/ui/forms/password-input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { ownerProofSchema } from "@/lib/contract/accounts/sign-in";
import { RecoveryCodes } from "./second-factor-recovery-codes";
import { useChangeSecondFactor } from "./use-second-factor";

type Props = { change: "renew" | "off"; hasPassword: boolean; onClose: () => void };

const texts = {
  renew: {
    title: "Make new recovery codes?",
    description: "The ones you have stop working at once.",
    submit: "Make new codes",
  },
  off: {
    title: "Switch the second factor off?",
    description: "From then on your password, or another way to sign in, is enough. Your recovery codes stop working.",
    submit: "Switch off",
  },
};

/** Asks who it is, before the second factor is taken away or its codes are replaced. */
export function ProofDialog({ change, hasPassword, onClose }: Props) {
  const { renew, switchOff } = useChangeSecondFactor();
  const [codes, setCodes] = useState<string[] | null>(null);
  const form = useSchemaForm(ownerProofSchema, {
    defaultValues: hasPassword ? { password: "" } : { code: "" },
    onSubmit: async (proof) => {
      if (change === "renew") return setCodes((await renew.mutateAsync(proof)).recoveryCodes);
      await switchOff.mutateAsync(proof);
      onClose();
    },
  });
  const { title, description, submit } = texts[change];
  return (
    <FormDialog
      form={form}
      title={title}
      description={description}
      submitLabel={submit}
      onClose={onClose}
      result={codes ? <RecoveryCodes codes={codes} onDone={onClose} /> : null}
    >
      {hasPassword ? (
        <FormField form={form} name="password" label="Your password">
          {(control) => <PasswordInput {...control} autoComplete="current-password" required />}
        </FormField>
      ) : (
        <FormField form={form} name="code" label="Code" hint="From your authenticator app, or a recovery code.">
          {(control) => <Input {...control} autoComplete="one-time-code" spellCheck={false} required />}
        </FormField>
      )}
    </FormDialog>
  );
}
