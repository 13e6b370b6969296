import { z } from "zod";
import { Input } from "@/components/ui/forms/input";
import { PasswordInput } from "@/components/ui/forms/password-input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import type { Profile } from "@/lib/contract/accounts/profile";
import { emailSchema } from "@/lib/contract/requests";
import { useEmailStep } from "./use-profile";

const email = z
  .string()
  .trim()
  .refine((text) => emailSchema.safeParse(text).success, "Enter an email address like you@example.org");
const withPassword = z.object({ email, currentPassword: z.string().min(1, "Enter your password") });
const withoutPassword = z.object({ email, currentPassword: z.literal("") });

/** Asks for the new address and, of an account that has one, the password. */
export function ChangeEmailDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const { hasPassword } = profile;
  const step = useEmailStep();
  const form = useSchemaForm<{ email: string; currentPassword: string }, { email: string; currentPassword: string }>(
    hasPassword ? withPassword : withoutPassword,
    {
      defaultValues: { email: "", currentPassword: "" },
      onSubmit: async (values) => {
        await step.mutateAsync({ kind: "change", ...values });
        onClose();
      },
    },
  );
  return (
    <FormDialog
      form={form}
      title="Change email"
      description="A link goes to the new address. It counts once you open it; your present address is told, too."
      submitLabel="Send the link"
      onClose={onClose}
    >
      <FormField form={form} name="email" label="New email">
        {(control) => <Input {...control} type="email" autoComplete="email" required />}
      </FormField>
      {hasPassword ? (
        <FormField form={form} name="currentPassword" label="Password">
          {(control) => <PasswordInput {...control} autoComplete="current-password" required />}
        </FormField>
      ) : null}
    </FormDialog>
  );
}
