import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LoadState, SkeletonRows } from "@/components/ui/load-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Time } from "@/components/ui/time";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { type ConnectedSignInAnswer, type ConnectOutcome, connectOutcomes } from "@/lib/contract/accounts/sign-in";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { useConnectedSignIns, useConnectSignIn, useDisconnectSignIn } from "./use-connected-sign-ins";

const isOutcome = (word: string): word is ConnectOutcome => Object.hasOwn(connectOutcomes, word);

/** Accounts elsewhere that sign in to this one. Nothing where the studio offers none and none is connected. */
export function ConnectedSignInsCard() {
  const query = useConnectedSignIns();
  const connect = useConnectSignIn("/console/account/security");
  const disconnect = useDisconnectSignIn();
  const [leaving, setLeaving] = useState<ConnectedSignInAnswer | null>(null);
  const word = useSearchParams().get("connect") ?? "";
  const { connected = [], offered = [] } = query.data ?? {};
  if (query.data && connected.length === 0 && offered.length === 0) return null;
  return (
    <Card aria-labelledby="connected-title">
      <CardHeader>
        <CardTitle id="connected-title">Connected sign-ins</CardTitle>
        <CardDescription>Accounts elsewhere with which you can sign in here.</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-5">
        {isOutcome(word) ? (
          <p role="status" className="rounded-lg bg-muted p-3 text-sm">
            {connectOutcomes[word]}
          </p>
        ) : null}
        <LoadState query={query} subject="your connected sign-ins" onRetry={retryOrSignIn}>
          <SkeletonRows count={2} className="h-10" />
        </LoadState>
        {connected.length > 0 ? (
          <ul className="grid divide-y">
            {connected.map((each) => (
              <ConnectedRow key={each.id} connected={each} onDisconnect={() => setLeaving(each)} />
            ))}
          </ul>
        ) : null}
        {query.data && connected.length === 0 ? (
          <p className="text-muted-foreground text-sm">None is connected yet.</p>
        ) : null}
        <div className="flex flex-wrap gap-3">
          {offered.map(({ provider, name }) => (
            <Button
              key={provider}
              variant="outline"
              pending={connect.isPending && connect.variables === provider}
              onClick={() => connect.mutate(provider, { onError: (error) => toast.error(error.message) })}
            >
              Connect {name}
            </Button>
          ))}
        </div>
      </CardContent>
      {leaving ? (
        <ConfirmDialog
          title={`Disconnect ${leaving.name}?`}
          confirmLabel="Disconnect"
          onConfirm={async () => {
            await disconnect.mutateAsync(leaving.id);
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          <p>You can no longer sign in with it. Browsers that are signed in stay so.</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

type RowProps = { connected: ConnectedSignInAnswer; onDisconnect: () => void };

function ConnectedRow({ connected, onDisconnect }: RowProps) {
  const { name, email, connectedAt, lastUsedAt, isOffered } = connected;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4 first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 basis-56 gap-0.5 text-sm">
        <p className="break-words font-medium">
          {name}
          {email ? <span className="font-normal text-muted-foreground"> {email}</span> : null}
        </p>
        <p className="text-muted-foreground">
          {lastUsedAt ? "Last used " : "Connected "}
          <Time at={lastUsedAt ?? connectedAt} format={formatSince} title={formatMoment} />
          {isOffered ? null : ". This studio does not offer it any more."}
        </p>
      </div>
      <Button variant="outline" size="sm" aria-label={`Disconnect ${name}`} onClick={onDisconnect}>
        Disconnect
      </Button>
    </li>
  );
}
