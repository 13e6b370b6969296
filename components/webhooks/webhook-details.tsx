"use client";

import { ArrowLeft, SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { backLink } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { isNotFound, retryOrSignIn } from "@/lib/client/api-problem";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { DeliveryLog } from "./deliveries/delivery-log";
import { WebhookStatusBadge } from "./status-badges";
import { useWebhook } from "./use-webhooks";
import { WebhookActions } from "./webhook-actions";
import { WebhookNotice } from "./webhook-notice";
import { WebhookSettingsCard } from "./webhook-settings-card";

/** The page of one endpoint. */
export function WebhookDetails({ id }: { id: string }) {
  const webhook = useWebhook(id);
  return (
    <>
      <Link href="/console/webhooks" className={backLink}>
        <ArrowLeft aria-hidden className="size-4" />
        All webhooks
      </Link>
      {webhook.data ? <Details endpoint={webhook.data} /> : <h1 className="sr-only">Webhook endpoint</h1>}
      <LoadState
        query={webhook}
        subject="the endpoint"
        onRetry={retryOrSignIn}
        missing={isNotFound(webhook.error) ? <NoSuchEndpoint /> : null}
        className="grid gap-8"
      >
        <Skeleton className="h-9 w-72 max-w-full" />
        <Skeleton className="h-40" />
      </LoadState>
    </>
  );
}

function Details({ endpoint }: { endpoint: WebhookEndpointAnswer }) {
  return (
    <article aria-labelledby="webhook-title" className="grid gap-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="grid min-w-0 max-w-full gap-2">
          <h1 id="webhook-title" className="break-all font-semibold text-xl sm:text-2xl">
            {endpoint.url}
          </h1>
          {endpoint.description ? <p className="break-words text-muted-foreground">{endpoint.description}</p> : null}
          <WebhookStatusBadge {...endpoint} />
        </div>
        <WebhookActions endpoint={endpoint} />
      </div>
      <WebhookNotice endpoint={endpoint} />
      <DeliveryLog endpointId={endpoint.id} paused={endpoint.disabledReason !== null} />
      <WebhookSettingsCard endpoint={endpoint} />
    </article>
  );
}

function NoSuchEndpoint() {
  const back = (
    <Button asChild variant="outline">
      <Link href="/console/webhooks">Show all webhooks</Link>
    </Button>
  );
  return (
    <EmptyState icon={SearchX} title="There is no such endpoint" action={back}>
      It was deleted, or the address is wrong.
    </EmptyState>
  );
}
