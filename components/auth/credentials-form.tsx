"use client";

import { CircleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import type { CredentialErrors, Credentials } from "./check-credentials";
import { PasswordInput } from "./password-input";

type Props = {
  submitLabel: string;
  /** What a password manager should offer. */
  passwordKind: "current-password" | "new-password";
  passwordHint?: ReactNode;
  check: (credentials: Credentials) => CredentialErrors | null;
  /** Resolves to what went wrong, or null when it worked (then the form stays busy until it is taken away). */
  onSubmit: (credentials: Credentials) => Promise<CredentialErrors | null>;
};

/** E-mail and password, for signing in and signing up. */
export function CredentialsForm({ submitLabel, passwordKind, passwordHint, check, onSubmit }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<CredentialErrors>({});
  const [pending, setPending] = useState(false);

  const showErrors = (found: CredentialErrors) => {
    setErrors(found);
    setPending(false);
    const first = found.email ? "email" : found.password ? "password" : null;
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    const credentials = { email: String(data.get("email")).trim(), password: String(data.get("password")) };
    const wrong = check(credentials);
    if (wrong) return showErrors(wrong);
    setErrors({});
    setPending(true);
    const refused = await onSubmit(credentials);
    if (refused) showErrors(refused);
  };
  const forget = (name: keyof Credentials) => () => setErrors(({ [name]: _, form: __, ...rest }) => rest);

  return (
    // Our own words stand next to the fields, so the browser's bubbles are off. POST keeps a password out of the address
    // should the form be sent before the script has loaded.
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      {errors.form ? (
        <p role="alert" className="flex gap-2.5 rounded-lg bg-destructive/10 p-3 text-destructive text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {errors.form}
        </p>
      ) : null}
      <Field label="E-mail" error={errors.email}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required onChange={forget("email")} />
        )}
      </Field>
      <Field label="Password" error={errors.password} hint={passwordHint}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete={passwordKind}
            required
            onChange={forget("password")}
          />
        )}
      </Field>
      <Button type="submit" size="lg" pending={pending} className="w-full">
        {submitLabel}
      </Button>
    </form>
  );
}
