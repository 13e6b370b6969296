"use client";

import Link from "next/link";
import { useId } from "react";
import { toast } from "sonner";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { textLink } from "@/components/ui/class-names";
import { Switch } from "@/components/ui/forms/switch";
import { LoadState } from "@/components/ui/load-state";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { type MailKind, mailKinds, optionalMailKinds } from "@/lib/contract/accounts/mail-kinds";
import type { Notifications } from "@/lib/contract/accounts/notifications";
import { useNotifications, useUpdateNotifications } from "./use-notifications";

const alwaysSent = (Object.keys(mailKinds) as MailKind[]).filter(
  (kind) => mailKinds[kind].isAboutSafety && kind !== "test",
);

/** Which mails the account gets. A switch counts at once. */
export function NotificationsView() {
  const notifications = useNotifications();
  return (
    <>
      {notifications.data ? <OptionalCard {...notifications.data} /> : null}
      <LoadState query={notifications} subject="the notifications" onRetry={retryOrSignIn} />
      <Card aria-labelledby="safety-mails-title">
        <CardHeader>
          <CardTitle id="safety-mails-title">Always sent</CardTitle>
          <CardDescription>
            These keep the account yours: how you get back into it, and how you notice that somebody else tries.
          </CardDescription>
        </CardHeader>
        <CardContent>
          <ul className="grid gap-x-6 gap-y-2 text-muted-foreground text-sm sm:grid-cols-2">
            {alwaysSent.map((kind) => (
              <li key={kind}>{mailKinds[kind].label}</li>
            ))}
          </ul>
        </CardContent>
      </Card>
    </>
  );
}

function OptionalCard({ email, mutedMails }: Notifications) {
  const update = useUpdateNotifications();
  const set = (kind: MailKind, isOn: boolean) => {
    const others = mutedMails.filter((muted) => muted !== kind);
    update.mutate(isOn ? others : [...others, kind], { onError: (problem) => toast.error(problem.message) });
  };
  return (
    <Card aria-labelledby="optional-mails-title">
      <CardHeader>
        <CardTitle id="optional-mails-title">Mails you can switch off</CardTitle>
        <CardDescription className="break-words">They go to {email}.</CardDescription>
      </CardHeader>
      <CardContent>
        <ul className="grid divide-y">
          {optionalMailKinds.map((kind) => (
            <li key={kind} className="py-3 first:pt-0 last:pb-0">
              <KindSwitch kind={kind} isOn={!mutedMails.includes(kind)} onChange={(isOn) => set(kind, isOn)} />
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

type SwitchProps = { kind: MailKind; isOn: boolean; onChange: (isOn: boolean) => void };

function KindSwitch({ kind, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-6">
      <div className="grid gap-0.5 text-sm">
        <label htmlFor={id} className="font-medium">
          {mailKinds[kind].label}
        </label>
        {kind === "low_credits" ? (
          <p className="text-muted-foreground">
            Sent when your balance falls to the number you choose on{" "}
            <Link href="/console/billing" className={textLink}>
              Billing
            </Link>
            .
          </p>
        ) : null}
      </div>
      <Switch id={id} checked={isOn} onCheckedChange={onChange} />
    </div>
  );
}
