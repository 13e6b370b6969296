import type { Capabilities } from "@/lib/contract/answers";
import { describeColors } from "../photo-facts/describe-finding";
import type { WorkbenchState } from "../use-workbench";
import { AddOnChoice } from "./add-on-choice";
import { ModelChoice } from "./model-choice";
import { OutputChoice } from "./output-choice";
import { RunBar } from "./run-bar";

type Props = { workbench: WorkbenchState; capabilities: Capabilities; freeCredits: number };

export function OptionPanel({ workbench, capabilities, freeCredits }: Props) {
  const { order, setOrder, price, ready, available, signedIn, run, photos } = workbench;
  const atWork = photos.filter(
    ({ state }) => state === "waiting" || state === "uploading" || state === "running",
  ).length;
  const facts = ready.map((photo) => photo.facts);
  const colors = ready.length > 1 ? describeColors(facts) : null;
  return (
    <aside
      aria-label="Options"
      className="flex min-h-0 flex-col border-border lg:col-start-[-2] lg:row-start-1 bg-background max-lg:border-t max-lg:pb-32 lg:border-l"
    >
      <div className="grid min-h-0 flex-1 content-start gap-6 overflow-y-auto p-4 lg:p-5">
        {colors && <p className="rounded-lg bg-secondary p-3 text-xs text-secondary-foreground">{colors}</p>}
        <ModelChoice
          value={order.model}
          onChange={(model) => setOrder({ ...order, model })}
          capabilities={capabilities.models}
        />
        <AddOnChoice order={order} onChange={setOrder} capabilities={capabilities.addOns} facts={facts} />
        <OutputChoice value={order.outputFormat} onChange={(outputFormat) => setOrder({ ...order, outputFormat })} />
      </div>
      <RunBar
        price={price}
        photos={ready.length}
        atWork={atWork}
        available={signedIn ? available : null}
        freeCredits={freeCredits}
        onRun={run}
      />
    </aside>
  );
}
