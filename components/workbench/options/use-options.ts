import type { Capabilities } from "@/lib/contract/answers";
import { addOns, type Order, pickOwn, setAddOnMode } from "@/lib/contract/order";
import { priceOrder } from "@/lib/contract/prices";
import { isInProgress, type QueuePhoto } from "../queue/queue-photo";
import { suitFormat } from "../queue/store/order-for";
import type { QueueActions } from "../queue/store/queue-actions";
import type { QueueSettings } from "../queue/store/queue-state";
import { chooseTargets, chooseToSend } from "./choose-targets";
import { priceBatch, resolveOrder } from "./price-batch";

type Input = {
  photos: readonly QueuePhoto[];
  selected: readonly string[];
  open: QueuePhoto | null;
  /** Options of photos that are added next. */
  settings: Pick<QueueSettings, "order" | "choseFormat">;
  /** Refs of photos whose inspection is still to come. */
  inspecting: ReadonlySet<string>;
  /** Null while nobody is signed in. */
  available: number | null;
  setOrder: QueueActions["setOrder"];
};

/** What is known of its file, whose bytes may be gone. */
export const fileOf = ({ local, name }: QueuePhoto) => local?.file ?? { name, type: "" };
const factsOf = ({ local }: QueuePhoto) => local?.facts ?? null;

/** Whose options the panel shows, what changing them changes, and the price of what the button would send. */
export function useOptions({ photos, selected, open, settings, inspecting, available, setOrder }: Input) {
  const next = settings.order;
  const targets = chooseTargets({ photos, selected, open });
  const toSend = chooseToSend({ photos, selected });
  const others = photos.filter((photo) => photo.state === "ready" && !targets.includes(photo)).length;
  const worded = targets.length > 0 ? targets : open?.state === "done" && open.local ? [open] : [];
  const orders = targets.length > 0 ? targets.map(({ order }) => order) : [next];
  const committed = photos
    .filter((photo) => !photo.job && isInProgress(photo))
    .reduce((sum, { order }) => sum + priceOrder(order).total, 0);
  const price = priceBatch({
    photos: toSend.map((photo) => ({
      ref: photo.ref,
      order: photo.order,
      facts: factsOf(photo),
      checking: inspecting.has(photo.ref),
    })),
    available,
    committed,
  });
  return {
    ...{ targets, toSend, orders, others, price, worded },
    facts: targets.map(factsOf),
    againCredits: priceOrder(next).total,
    /** Photos that are added next get what was chosen for all that are there. */
    changeOrders: (change: (order: Order) => Order) => {
      if (targets.length > 0)
        setOrder(
          targets.map(({ ref }) => ref),
          change,
        );
      if (others === 0) setOrder("next", change);
    },
    /** A hint is about these photos: those that are added next don't get it. For a photo that is done it is for another attempt. */
    changeHint: (hint: string | null) =>
      setOrder(
        worded.map(({ ref }) => ref),
        (order) => ({ ...order, hint }),
      ),
    /** Whether the panel shows the options of the next photos, and their format is the one that suits each. */
    suitsEach: targets.length === 0 && !settings.choseFormat,
    applyToAll: () => {
      const [target] = targets;
      if (!target) return;
      const { order } = target;
      // A format that nobody chose for this photo is not chosen for all: it could take the others' transparency or depth.
      const isSuited = !settings.choseFormat && order.outputFormat === suitFormat(fileOf(target));
      setOrder("all", (own) => ({
        ...order,
        ...pickOwn(own),
        ...(isSuited && { outputFormat: own.outputFormat }),
      }));
    },
    /** Decides the add-ons that run where found by what was found, so that what is held is what was shown. */
    settle: (chosen: readonly QueuePhoto[]) => {
      for (const photo of chosen) setOrder([photo.ref], (order) => resolveOrder(order, factsOf(photo)));
    },
  };
}

/** The options of photos that are added together: the add-ons run where something is found. */
export const orderForBatch = (order: Order, { addOns: offered }: Capabilities): Order =>
  addOns.reduce(
    (batch, addOn) => (offered[addOn].available && !order[addOn] ? setAddOnMode(batch, addOn, "auto") : batch),
    order,
  );
