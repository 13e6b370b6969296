"use client";

import Link from "next/link";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { textLink } from "@/components/ui/class-names";
import { SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { fetchNothing } from "@/lib/client/api-client";

/** Stops mails of one kind for whoever has the link. The button does it: programs that look through mails open every link. */
export function UnsubscribeForm({ token, label }: { token: string; label: string }) {
  const [isDone, setIsDone] = useState(false);
  const form = useSchemaForm(z.object({}), {
    defaultValues: {},
    onSubmit: async () => {
      await fetchNothing(`/api/unsubscribe?token=${encodeURIComponent(token)}`, { method: "POST" });
      setIsDone(true);
    },
  });
  const notifications = (
    <Link href="/console/account/notifications" className={textLink}>
      Notifications
    </Link>
  );
  if (isDone) {
    return (
      <p role="status" className="text-sm">
        Done. You get no more mails of the kind “{label}”. To get them again, switch them on under {notifications}.
      </p>
    );
  }
  return (
    <SchemaForm form={form}>
      <Button type="submit" pending={form.pending}>
        Stop these mails
      </Button>
      <p className="text-muted-foreground text-sm">All kinds of mail are listed under {notifications}.</p>
    </SchemaForm>
  );
}
