import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { SecondFactorState } from "@/lib/contract/accounts/sign-in";
import { ProofDialog } from "./second-factor-proof-dialog";
import { SetUpDialog } from "./second-factor-set-up-dialog";
import { useSecondFactor } from "./use-second-factor";

/** Below it a person should make new ones. */
const fewCodes = 3;

/** A code of an authenticator app beside the password. */
export function SecondFactorCard() {
  const query = useSecondFactor();
  const [open, setOpen] = useState<"set-up" | "renew" | "off" | null>(null);
  const close = () => setOpen(null);
  const state = query.data;
  return (
    <Card aria-labelledby="second-factor-title">
      <CardHeader>
        <CardTitle id="second-factor-title" className="flex flex-wrap items-center gap-2">
          Second factor
          {state?.on ? <Badge variant="success">On</Badge> : null}
        </CardTitle>
        <CardDescription>
          Who learns your password still cannot sign in without a code that your phone shows.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <LoadState query={query} subject="your second factor" onRetry={retryOrSignIn}>
          <Skeleton className="h-10 w-40" />
        </LoadState>
        {state ? <Actions state={state} onOpen={setOpen} /> : null}
      </CardContent>
      {state && open === "set-up" ? <SetUpDialog hasPassword={state.hasPassword} onClose={close} /> : null}
      {state && (open === "renew" || open === "off") ? (
        <ProofDialog change={open} hasPassword={state.hasPassword} onClose={close} />
      ) : null}
    </Card>
  );
}

type ActionsProps = { state: SecondFactorState; onOpen: (dialog: "set-up" | "renew" | "off") => void };

function Actions({ state, onOpen }: ActionsProps) {
  if (!state.on)
    return (
      <>
        {state.isOperator ? (
          <p className="text-sm">You run this studio: who gets into your account gets into everybody's. Set it up.</p>
        ) : null}
        <Button className="justify-self-start" onClick={() => onOpen("set-up")}>
          Set up
        </Button>
      </>
    );
  const { recoveryCodesLeft: left } = state;
  return (
    <>
      <p className="text-muted-foreground text-sm">
        {left === 1 ? "1 recovery code is left." : `${left} recovery codes are left.`}
        {left < fewCodes ? " Make new ones before you need them." : ""}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button variant="outline" onClick={() => onOpen("renew")}>
          New recovery codes
        </Button>
        <Button variant="outline" onClick={() => onOpen("off")}>
          Switch off
        </Button>
      </div>
    </>
  );
}
