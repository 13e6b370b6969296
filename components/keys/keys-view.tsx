"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState, SkeletonRows } from "@/components/ui/load-state";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { ApiKeyAnswer } from "@/lib/contract/accounts/api-keys";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyTable } from "./key-table";
import { RevokeKeyDialog } from "./revoke-key-dialog";
import { useKeys } from "./use-keys";

/** The page of API keys. `origin` is the URL of this studio, so that the sample calls work as they are. */
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
          Create one, copy the sample call and get your first photo back in seconds.
        </EmptyState>
      ) : null}
      <LoadState
        query={keys}
        subject="the keys"
        onRetry={retryOrSignIn}
        className="grid gap-px overflow-hidden rounded-xl border bg-card p-5"
      >
        <SkeletonRows count={3} className="my-2 h-9" />
      </LoadState>
      {creating ? <CreateKeyDialog origin={origin} onClose={() => setCreating(false)} /> : null}
      {revoking ? <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}
