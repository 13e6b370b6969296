"use client";

import { ArrowLeft, SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiProblem } from "@/lib/client/api-problem";
import { retryOrSignIn } from "@/lib/client/retry-or-sign-in";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { DeliveryLog } from "./deliveries/delivery-log";
import { useWebhook } from "./use-webhooks";
import { WebhookActions } from "./webhook-actions";
import { WebhookNotice } from "./webhook-notice";
import { WebhookSettingsCard } from "./webhook-settings-card";
import { WebhookStatusBadge } from "./webhook-status-badge";

/** The page of one endpoint. */
export function WebhookDetails({ id }: { id: string }) {
  const webhook = useWebhook(id);
  return (
    <>
      <Link
        href="/console/webhooks"
        className="-my-4 inline-flex min-h-11 w-fit items-center gap-2 rounded-md text-muted-foreground text-sm hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All webhooks
      </Link>
      {webhook.data ? <Details endpoint={webhook.data} /> : <h1 className="sr-only">Webhook endpoint</h1>}
      {webhook.isPending ? <Loading /> : null}
      {webhook.isError && !webhook.data ? (
        <Failure
          error={webhook.error}
          onRetry={() => retryOrSignIn(webhook.error, webhook.refetch)}
          retrying={webhook.isFetching}
        />
      ) : null}
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

function Failure({ error, ...retry }: { error: Error; onRetry: () => void; retrying: boolean }) {
  if (!(error instanceof ApiProblem && error.code === "not_found")) {
    return <ErrorState title="The endpoint could not be loaded" detail={error.message} {...retry} />;
  }
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

function Loading() {
  return (
    <div role="status" className="grid gap-8">
      <span className="sr-only">Loading the endpoint</span>
      <Skeleton className="h-9 w-72 max-w-full" />
      <Skeleton className="h-40" />
    </div>
  );
}
