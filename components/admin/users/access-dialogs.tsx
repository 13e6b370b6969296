"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { ShownOnce } from "@/components/ui/overlays/shown-once";
import { fetchJson } from "@/lib/client/api-client";
import { accessAnswerSchema, type accessWays } from "@/lib/contract/admin/account-requests";

type Way = (typeof accessWays)[number];
type Text = { button: string; title: string; about: string; submit: string; label: string; after: string };

const texts: Record<Way, Text> = {
  reset_link: {
    button: "Reset link",
    title: "Make a reset link",
    about: "Whoever opens it chooses a new password. It works once, for an hour. Hand it only to the account's owner.",
    submit: "Make the link",
    label: "Link",
    after: "It works once, for an hour.",
  },
  device_link: {
    button: "Device link",
    title: "Make a device link",
    about:
      "The browser that opens it can sign in, with the password, while strangers guess. It is good for 15 minutes.",
    submit: "Make the link",
    label: "Link",
    after: "It is good for 15 minutes.",
  },
  password: {
    button: "Replace password",
    title: "Replace the password",
    about: "The present password stops working at once, and the account is signed out everywhere.",
    submit: "Replace it",
    label: "New password",
    after: "The account is signed out everywhere. Its owner should choose another password.",
  },
};

/** Ways back into an account, each shown once. */
export function AccessButtons({ userId, suspended }: { userId: string; suspended: boolean }) {
  const [way, setWay] = useState<Way | null>(null);
  const ways: Way[] = suspended ? ["password"] : ["reset_link", "device_link", "password"];
  return (
    <>
      {ways.map((each) => (
        <Button key={each} variant="outline" size="sm" onClick={() => setWay(each)}>
          {texts[each].button}
        </Button>
      ))}
      {way ? <AccessDialog userId={userId} way={way} onClose={() => setWay(null)} /> : null}
    </>
  );
}

function AccessDialog({ userId, way, onClose }: { userId: string; way: Way; onClose: () => void }) {
  const router = useRouter();
  const { title, about, submit, label, after } = texts[way];
  const [made, setMade] = useState<string | null>(null);
  const form = useSchemaForm(z.object({}), {
    defaultValues: {},
    onSubmit: async () => {
      const path = `/api/admin/users/${userId}/access`;
      const { text } = await fetchJson(path, accessAnswerSchema, { method: "POST", body: { way } });
      setMade(text);
      router.refresh();
    },
  });
  return (
    <FormDialog
      form={form}
      title={title}
      description={about}
      submitLabel={submit}
      onClose={onClose}
      result={
        made && (
          <ShownOnce title="Hand this over now" texts={[{ label, text: made }]} onDone={onClose}>
            It is shown only once. {after}
          </ShownOnce>
        )
      }
    />
  );
}
