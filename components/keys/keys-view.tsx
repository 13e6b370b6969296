"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { retryOrSignIn } from "@/lib/client/retry-or-sign-in";
import type { ApiKeyAnswer } from "@/lib/contract/answers";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyTable } from "./key-table";
import { RevokeKeyDialog } from "./revoke-key-dialog";
import { useKeys } from "./use-keys";

/** The page of API keys. `origin` is where this studio is reached, for samples that work as they stand. */
export function KeysView({ origin }: { origin: string }) {
  const keys = useKeys();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyAnswer | null>(null);
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      Create a key
    </Button>
  );
  return (
    <>
      <PageHeader title="API keys" actions={keys.data?.length ? create : null}>
        A key lets a program colorize photos with your credits. Treat it like a password.
      </PageHeader>
      {keys.data?.length ? <KeyTable keys={keys.data} onRevoke={setRevoking} /> : null}
      {keys.data?.length === 0 ? (
        <EmptyState icon={KeyRound} title="No keys yet" action={create}>
          Create one, copy the ready-made call and have your first photo back in seconds.
        </EmptyState>
      ) : null}
      {keys.isPending ? <Loading /> : null}
      {keys.isError && !keys.data ? (
        <ErrorState
          title="The keys could not be loaded"
          detail={keys.error.message}
          onRetry={() => retryOrSignIn(keys.error, keys.refetch)}
          retrying={keys.isFetching}
        />
      ) : null}
      {creating ? <CreateKeyDialog origin={origin} onClose={() => setCreating(false)} /> : null}
      {revoking ? <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}

function Loading() {
  return (
    <div role="status" className="grid gap-px overflow-hidden rounded-xl border bg-card p-5">
      <span className="sr-only">Loading the keys</span>
      {["a", "b", "c"].map((row) => (
        <Skeleton key={row} className="my-2 h-9" />
      ))}
    </div>
  );
}
