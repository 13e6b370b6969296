import type { FieldValues, Path } from "react-hook-form";
import { PasswordInput } from "./password-input";
import { FormField } from "./schema-form";
import type { SchemaForm } from "./use-schema-form";

type Props<Values extends FieldValues, Output> = { form: SchemaForm<Values, Output>; name: Path<Values> };

/** Where somebody who has an account chooses a password for it. */
export const NewPasswordField = <Values extends FieldValues, Output>({ form, name }: Props<Values, Output>) => (
  <FormField
    form={form}
    name={name}
    label="New password"
    hint="At least 10 characters. A few words make a good password."
  >
    {(control) => <PasswordInput {...control} what="new password" autoComplete="new-password" required />}
  </FormField>
);
