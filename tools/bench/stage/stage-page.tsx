import { createRoot } from "react-dom/client";
import type { QueuePhoto } from "@/components/workbench/queue/queue-photo";
import { Stage } from "@/components/workbench/stage/stage";
import { defaultOrder } from "@/lib/contract/order";

/** What bench-stage.ts opens: the stage alone, with one finished photo whose files lie beside the page. */
const photo: QueuePhoto = {
  ref: "scan",
  name: "scan.jpg",
  state: "done",
  step: "Done",
  percent: null,
  thumbUrl: null,
  beforeUrl: "/before.jpg",
  afterUrl: "/after.jpg",
  downloadUrl: "/after.jpg",
  problem: null,
  local: null,
  job: null,
  jobs: [],
  sha256: null,
  order: defaultOrder,
  versions: [],
  chosen: null,
  duplicateOf: null,
  sample: null,
};

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <main className="flex h-dvh flex-col">
      <Stage photo={photo} holdBefore={false} available={null} onRetry={() => {}} onAgain={() => {}} />
    </main>,
  );
}
