import type { Capabilities } from "@/lib/contract/answers";
import { priceOrder } from "@/lib/contract/prices";
import { ChoiceBar } from "./samples/choice-bar";
import { ChoiceGroup } from "./samples/choice-group";
import type { SampleChoices } from "./samples/sample-choices";
import { findObstacle } from "./samples/sample-choices";
import { SampleCode } from "./samples/sample-code";
import { TryIt } from "./try-it/try-it";

type Props = {
  choices: SampleChoices;
  origin: string;
  signedIn: boolean;
  maskedKey: string | null;
  capabilities: Capabilities;
  /** Why the API would refuse every call now. */
  closed: string | null;
};

/** The call with the reader's own choices: as code to copy, or to run right here. */
export function SamplePanel({ choices, origin, signedIn, maskedKey, capabilities, closed }: Props) {
  const { view, input, model, repair, clarity } = choices;
  const price = priceOrder({ cleanScratches: repair, faceRemaster: clarity });
  const obstacle = closed ?? findObstacle(capabilities, choices);
  const views = [
    { value: "code", label: "Code", change: { view: "code" as const }, chosen: view === "code" },
    { value: "try", label: "Try it", change: { view: "try" as const }, chosen: view === "try" },
  ];
  return (
    <section id="samples" aria-labelledby="samples-title" className="flex min-h-0 scroll-mt-24 flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="samples-title" className="font-semibold text-lg tracking-tight">
          {view === "code" ? "Sample code" : "Try it"}
        </h2>
        <ChoiceGroup title="View" hideTitle choices={choices} options={views} />
      </div>
      <ChoiceBar choices={choices} price={price} />
      {obstacle && <p className="rounded-lg bg-muted px-4 py-3 text-sm leading-6">{obstacle}</p>}
      {view === "code" && <SampleCode choices={choices} origin={origin} maskedKey={maskedKey} />}
      {/* Always rendered, so that photo, key and response stay while the code is shown. */}
      <div hidden={view !== "try"} className="min-h-0 overflow-y-auto xl:-mx-1 xl:px-1 xl:pb-1">
        <p className="mb-4 hidden text-sm noscript:block">
          Trying it here needs JavaScript. The code runs without a browser.
        </p>
        <TryIt order={{ input, model, repair, clarity }} credits={price.total} signedIn={signedIn} />
      </div>
    </section>
  );
}
