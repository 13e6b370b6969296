import Link from "next/link";
import { Button } from "@/components/ui/button";
import { useReaderForm } from "@/components/ui/reader-form";
import type { Capabilities } from "@/lib/contract/answers";
import { formatDay } from "@/lib/format/format-dates";
import { formatCount, formatCredits } from "@/lib/format/format-numbers";
import { describeTone } from "../photo-facts/describe-finding";
import type { QueuePhoto } from "../queue/queue-photo";
import type { WorkbenchState } from "../use-workbench";
import { AddOnChoice } from "./add-on-choice";
import { readCommon } from "./choose-targets";
import { HintField } from "./hint-field";
import { ModelChoice } from "./model-choice";
import { OutputChoice } from "./output-choice";

type Props = { workbench: WorkbenchState; capabilities: Capabilities };

/** The options of the selected photos, or of the open one. */
export function OptionPanel({ workbench, capabilities }: Props) {
  const { orders, suitsEach, facts, worded, changeOrders, changeAddOns, changeFormat, changeHint } = workbench;
  const tone = facts.length > 1 ? describeTone(facts) : null;
  return (
    <div className="grid content-start gap-6">
      <Targets workbench={workbench} />
      {tone && <p className="rounded-lg bg-secondary p-3 text-xs text-secondary-foreground">{tone}</p>}
      <ModelChoice
        value={readCommon(orders, ({ model }) => model)}
        onChange={(model) => changeOrders((order) => ({ ...order, model }))}
        capabilities={capabilities.models}
      />
      {capabilities.hints.available && worded.length > 0 && (
        <HintField key={worded.map(({ ref }) => ref).join()} photos={worded} onChange={changeHint} />
      )}
      <AddOnChoice orders={orders} onChange={changeAddOns} capabilities={capabilities.addOns} facts={facts} />
      <OutputChoice orders={orders} suitsEach={suitsEach} onFormat={changeFormat} onChange={changeOrders} />
    </div>
  );
}

/** Whose options these are, where that is not plain, and the way to give them to all. */
function Targets({
  workbench: { targets, open, others, applyToAll, again, againCredits, photos },
}: Pick<Props, "workbench">) {
  const [only] = targets;
  return (
    <>
      {targets.length > 0 && photos.length > 1 && (
        <div className="flex items-center justify-between gap-3 rounded-lg bg-secondary py-1 pr-1 pl-3 text-xs text-secondary-foreground">
          <p className="truncate py-1.5">
            For {targets.length === 1 ? only?.name : formatCount(targets.length, "selected photo")}
          </p>
          {others > 0 && (
            <Button size="sm" variant="ghost" onClick={applyToAll}>
              Apply to all
            </Button>
          )}
        </div>
      )}
      {only?.duplicateOf && targets.length === 1 && <Duplicate photo={only} />}
      {targets.length === 1 && open?.state === "done" && (
        <Button variant="outline" onClick={() => again(open)}>
          Colorize again, {formatCredits(againCredits)}
        </Button>
      )}
    </>
  );
}

function Duplicate({ photo: { duplicateOf } }: { photo: QueuePhoto }) {
  const form = useReaderForm();
  if (!duplicateOf) return null;
  return (
    <p role="status" className="rounded-lg bg-secondary p-3 text-xs text-secondary-foreground">
      You colored this photo on {formatDay(new Date(duplicateOf.createdAt), form)}.{" "}
      <Link href={`/workbench?job=${duplicateOf.jobId}`} className="font-medium underline underline-offset-4">
        Open it
      </Link>
    </p>
  );
}
