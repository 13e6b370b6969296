"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState, SkeletonRows } from "@/components/ui/load-state";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { ListedKey } from "@/lib/contract/accounts/api-keys";
import { CreateKeyDialog } from "./create-key-dialog";
import { EditKeyDialog } from "./edit-key-dialog";
import type { KeyAction } from "./key-actions";
import { KeyTable } from "./key-table";
import { RerollKeyDialog } from "./reroll-key-dialog";
import { RevokeKeyDialog } from "./revoke-key-dialog";
import { useKeys } from "./use-keys";

type Open = { action: "create" } | { action: KeyAction; key: ListedKey };

/** The page of API keys. `origin` is the URL of this studio, so that the sample calls work as they are. */
export function KeysView({ origin }: { origin: string }) {
  const list = useKeys();
  const [open, setOpen] = useState<Open | null>(null);
  const { keys, callerAddress = null } = list.data ?? {};
  const create = (
    <Button onClick={() => setOpen({ action: "create" })}>
      <Plus aria-hidden />
      Create a key
    </Button>
  );
  const dialog = { origin, callerAddress, onClose: () => setOpen(null) };
  return (
    <>
      <PageHeader title="API keys" actions={keys?.length ? create : null}>
        A key lets a program colorize photos with your credits. Treat it like a password.
      </PageHeader>
      {keys?.length ? <KeyTable keys={keys} onAct={(action, key) => setOpen({ action, key })} /> : null}
      {keys?.length === 0 ? (
        <EmptyState icon={KeyRound} title="No keys yet" action={create}>
          Create one, copy the sample call and get your first photo back in seconds.
        </EmptyState>
      ) : null}
      <LoadState
        query={list}
        subject="the keys"
        onRetry={retryOrSignIn}
        className="grid gap-px overflow-hidden rounded-xl border bg-card p-5"
      >
        <SkeletonRows count={3} className="my-2 h-9" />
      </LoadState>
      {open?.action === "create" ? <CreateKeyDialog {...dialog} /> : null}
      {open?.action === "edit" ? <EditKeyDialog apiKey={open.key} {...dialog} /> : null}
      {open?.action === "reroll" ? <RerollKeyDialog apiKey={open.key} {...dialog} /> : null}
      {open?.action === "revoke" ? <RevokeKeyDialog apiKey={open.key} onClose={dialog.onClose} /> : null}
    </>
  );
}
