import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { SchemaForm } from "@/components/ui/forms/schema-form";
import type { SchemaForm as Form } from "@/components/ui/forms/use-schema-form";

type Props<Values extends FieldValues, Output> = {
  id: string;
  title: string;
  description: ReactNode;
  form: Form<Values, Output>;
  children: ReactNode;
};

/** A card whose form is saved as a whole. */
export function SavedForm<Values extends FieldValues, Output>(props: Props<Values, Output>) {
  const { id, title, description, form, children } = props;
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>{title}</CardTitle>
        <CardDescription>{description}</CardDescription>
      </CardHeader>
      <CardContent>
        <SchemaForm form={form}>
          {children}
          <div>
            <Button type="submit" pending={form.pending}>
              Save
            </Button>
          </div>
        </SchemaForm>
      </CardContent>
    </Card>
  );
}
