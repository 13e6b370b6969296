import { ChevronDown, Send } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { webhookEventTypes } from "@/lib/contract/v1/webhooks";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";
import { DeleteWebhookDialog } from "./delete-webhook-dialog";
import { useSendTest } from "./deliveries/use-deliveries";
import { RotateSecretDialog } from "./rotate-secret-dialog";
import { useUpdateWebhook } from "./use-webhooks";

type Props = { endpoint: WebhookEndpointAnswer };
const showProblem = (problem: Error) => toast.error(problem.message);

/** The button for a test event, and a menu of what is rarely needed. */
export function WebhookActions({ endpoint }: Props) {
  return (
    <div className="flex flex-wrap gap-2">
      {endpoint.disabledReason ? null : <TestMenu endpoint={endpoint} />}
      <MoreMenu endpoint={endpoint} />
    </div>
  );
}

function TestMenu({ endpoint }: Props) {
  const send = useSendTest(endpoint.id);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button pending={send.isPending}>
          <Send aria-hidden />
          Send test event
          <ChevronDown aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {webhookEventTypes.map((type) => (
          <DropdownMenuItem
            key={type}
            onSelect={() =>
              send.mutate(type, { onSuccess: () => toast.success("A test event is being sent"), onError: showProblem })
            }
          >
            <code className="font-mono text-[0.8125rem]">{type}</code>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function MoreMenu({ endpoint }: Props) {
  const update = useUpdateWebhook(endpoint.id);
  const [open, setOpen] = useState<"rotate" | "delete" | null>(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" pending={update.isPending}>
            More
            <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setOpen("rotate")}>Rotate the secret</DropdownMenuItem>
          {endpoint.disabledReason ? null : (
            <DropdownMenuItem onSelect={() => update.mutate({ enabled: false }, { onError: showProblem })}>
              Switch off
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setOpen("delete")}>Delete</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "rotate" ? <RotateSecretDialog endpoint={endpoint} onClose={() => setOpen(null)} /> : null}
      {open === "delete" ? <DeleteWebhookDialog endpoint={endpoint} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
