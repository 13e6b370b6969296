import { useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { Profile } from "@/lib/contract/accounts/profile";
import { ChangeEmailDialog } from "./change-email-dialog";
import { useEmailStep } from "./use-profile";

/** The address, whether it is confirmed, and the way to another one. */
export function EmailCard({ profile }: { profile: Profile }) {
  const { email, isEmailConfirmed, pendingEmail } = profile;
  const [isChanging, setChanging] = useState(false);
  return (
    <Card aria-labelledby="email-title">
      <CardHeader>
        <CardTitle id="email-title">Email</CardTitle>
        <CardDescription>You sign in with it, and mails about your account's safety go to it.</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <span className="break-all font-medium">{email}</span>
          <Badge variant={isEmailConfirmed ? "success" : "outline"}>
            {isEmailConfirmed ? "Confirmed" : "Not confirmed"}
          </Badge>
        </p>
        {pendingEmail === null ? null : <PendingEmail email={pendingEmail} />}
        <div className="flex flex-wrap gap-3">
          <Button variant="outline" onClick={() => setChanging(true)}>
            Change email
          </Button>
          {isEmailConfirmed ? null : <SendAgain email={email} />}
        </div>
      </CardContent>
      {isChanging ? <ChangeEmailDialog profile={profile} onClose={() => setChanging(false)} /> : null}
    </Card>
  );
}

/** Until its owner opens the link, the present address counts. */
function PendingEmail({ email }: { email: string }) {
  const step = useEmailStep();
  const cancel = () => step.mutate({ kind: "cancel" }, { onError: (error) => toast.error(error.message) });
  return (
    <div className="grid justify-items-start gap-3 rounded-lg border bg-secondary/40 p-4 text-sm">
      <p role="status">
        Waiting for <span className="break-all font-medium">{email}</span> to be confirmed: open the link in the mail
        that was sent there. Until then nothing changes.
      </p>
      <Button variant="outline" size="sm" pending={step.isPending} onClick={cancel}>
        Keep the present one
      </Button>
    </div>
  );
}

function SendAgain({ email }: { email: string }) {
  const step = useEmailStep();
  const send = () =>
    step.mutate(
      { kind: "confirm" },
      {
        onSuccess: () => toast(`A link is on its way to ${email}.`),
        onError: (error) => toast.error(error.message),
      },
    );
  return (
    <Button variant="ghost" pending={step.isPending} onClick={send}>
      Send the link again
    </Button>
  );
}
