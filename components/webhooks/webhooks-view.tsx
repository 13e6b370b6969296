"use client";

import { Plus, Webhook } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { textLink } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState, SkeletonRows } from "@/components/ui/load-state";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { maxWebhookEndpoints } from "@/lib/contract/webhooks";
import { CreateWebhookDialog } from "./create-webhook-dialog";
import { useWebhooks } from "./use-webhooks";
import { WebhookTable } from "./webhook-table";

/** The page of webhook endpoints. */
export function WebhooksView() {
  const webhooks = useWebhooks();
  const [creating, setCreating] = useState(false);
  const endpoints = webhooks.data ?? [];
  const create = (
    <Button onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      Add an endpoint
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Webhooks"
        actions={endpoints.length > 0 && endpoints.length < maxWebhookEndpoints ? create : null}
      >
        Your server gets a call when something happens, so it does not have to poll. <DocsLink>How it works</DocsLink>
      </PageHeader>
      {endpoints.length > 0 ? <WebhookTable endpoints={endpoints} /> : null}
      {endpoints.length >= maxWebhookEndpoints ? (
        <p className="text-muted-foreground text-sm">
          You have reached the limit of {maxWebhookEndpoints} endpoints. Delete one to add another.
        </p>
      ) : null}
      {webhooks.data?.length === 0 ? (
        <EmptyState icon={Webhook} title="No endpoints yet" action={create}>
          A webhook is a call from the studio to your URL when a photo is done, a photo fails or your credits run low.{" "}
          <DocsLink>Read how to receive one</DocsLink>
        </EmptyState>
      ) : null}
      <LoadState
        query={webhooks}
        subject="the webhooks"
        onRetry={retryOrSignIn}
        className="grid gap-px overflow-hidden rounded-xl border bg-card p-5"
      >
        <SkeletonRows count={2} className="my-2 h-9" />
      </LoadState>
      {creating ? <CreateWebhookDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function DocsLink({ children }: { children: string }) {
  return (
    <Link href="/docs#webhooks" className={textLink}>
      {children}
    </Link>
  );
}
