import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { NewPasswordField } from "@/components/ui/forms/new-password-field";
import { PasswordInput } from "@/components/ui/forms/password-input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { fetchNothing } from "@/lib/client/api-client";
import { changePasswordSchema } from "@/lib/contract/requests";

/** Sets another password for the account, for who knows the present one. */
export function PasswordCard({ email }: { email: string }) {
  const [changed, setChanged] = useState(false);
  const form = useSchemaForm(changePasswordSchema, {
    defaultValues: { currentPassword: "", newPassword: "" },
    onSubmit: async (body) => {
      await fetchNothing("/api/account/password", { method: "POST", body });
      form.fields.reset();
      setChanged(true);
    },
  });
  return (
    <Card aria-labelledby="password-title">
      <CardHeader>
        <CardTitle id="password-title">Password</CardTitle>
        <CardDescription>A new one signs you out everywhere but here. Your API keys keep working.</CardDescription>
      </CardHeader>
      <CardContent>
        <SchemaForm form={form}>
          {/* Tells password managers which of their entries to update. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <FormField form={form} name="currentPassword" label="Current password">
            {(control) => (
              <PasswordInput {...control} what="current password" autoComplete="current-password" required />
            )}
          </FormField>
          <NewPasswordField form={form} name="newPassword" />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button type="submit" pending={form.pending}>
              Change password
            </Button>
            <p role="status" className="text-muted-foreground text-sm">
              {changed && !form.dirty ? "Your password is changed. You are signed out everywhere else." : ""}
            </p>
          </div>
        </SchemaForm>
      </CardContent>
    </Card>
  );
}
