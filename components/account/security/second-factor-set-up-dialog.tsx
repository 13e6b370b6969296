import { useState } from "react";
import { encode } from "uqr";
import { z } from "zod";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/forms/input";
import { PasswordInput } from "@/components/ui/forms/password-input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { type SecondFactorSetup, secondFactorCodeSchema } from "@/lib/contract/accounts/sign-in";
import { RecoveryCodes } from "./second-factor-recovery-codes";
import { useChangeSecondFactor } from "./use-second-factor";

type Props = { hasPassword: boolean; onClose: () => void };

/** Switches the second factor on: who it is, the app, its first code, then the recovery codes. */
export function SetUpDialog({ hasPassword, onClose }: Props) {
  const [setup, setSetup] = useState<SecondFactorSetup | null>(null);
  return setup ? (
    <ConfirmStep setup={setup} onClose={onClose} />
  ) : (
    <StartStep hasPassword={hasPassword} onStarted={setSetup} onClose={onClose} />
  );
}

function StartStep({ hasPassword, onStarted, onClose }: Props & { onStarted: (setup: SecondFactorSetup) => void }) {
  const { start } = useChangeSecondFactor();
  const password = hasPassword ? z.string().min(1, "Enter your password").max(200) : z.string();
  const form = useSchemaForm(z.object({ password }), {
    defaultValues: { password: "" },
    onSubmit: async (body) => onStarted(await start.mutateAsync(hasPassword ? body : {})),
  });
  return (
    <FormDialog
      form={form}
      title="Set up a second factor"
      description="You need an authenticator app on your phone. From then on signing in also asks for a code that it shows."
      submitLabel="Continue"
      onClose={onClose}
    >
      {hasPassword ? (
        <FormField form={form} name="password" label="Your password">
          {(control) => <PasswordInput {...control} autoComplete="current-password" required />}
        </FormField>
      ) : null}
    </FormDialog>
  );
}

function ConfirmStep({ setup, onClose }: { setup: SecondFactorSetup; onClose: () => void }) {
  const { confirm } = useChangeSecondFactor();
  const [codes, setCodes] = useState<string[] | null>(null);
  const form = useSchemaForm(secondFactorCodeSchema, {
    defaultValues: { code: "" },
    onSubmit: async (body) => setCodes((await confirm.mutateAsync(body)).recoveryCodes),
  });
  return (
    <FormDialog
      form={form}
      title="Scan this with your app"
      description="Then enter the six digits that it shows."
      submitLabel="Switch on"
      onClose={onClose}
      result={codes ? <RecoveryCodes codes={codes} onDone={onClose} /> : null}
    >
      <div className="grid justify-items-center gap-3">
        <QrCode text={setup.uri} label="QR code with the secret below" />
        <div className="flex w-full min-w-0 items-center justify-between gap-3 rounded-lg bg-muted p-3">
          <code className="min-w-0 break-all font-mono text-[0.8125rem]">{setup.secret}</code>
          <CopyButton text={setup.secret} variant="ghost" aria-label="Copy the secret" />
        </div>
      </div>
      <FormField form={form} name="code" label="Code">
        {(control) => <Input {...control} inputMode="numeric" autoComplete="one-time-code" required />}
      </FormField>
    </FormDialog>
  );
}

/** A QR code, dark on white in both themes: cameras need it so. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 3 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges" className="size-48">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
